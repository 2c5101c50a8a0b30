namespace AdminPortal.Tests.ManagementToken;

public sealed class ScopeWaitTests
{
    [Fact]
    public async Task A_missing_scope_is_looked_for_at_once_then_every_minute_and_more_slowly_up_to_ten_minutes()
    {
        await using var bench = new TokenBench();
        await bench.Tokens.RenewAsync(CancellationToken.None);
        var startedAt = bench.Clock.Now;
        bench.Tokens.ScopeMissing(["delete:users"]);
        await bench.Tokens.RenewIfDueAsync(CancellationToken.None);

        await bench.PassAsync(TimeSpan.FromMinutes(45), TimeSpan.FromSeconds(10), () =>
        {
            // What waits is tried again and asks again.
            bench.Tokens.ScopeMissing(["delete:users"]);
            return Task.CompletedTask;
        });

        var minutes = bench.Auth0.TokenRequests.Skip(1).Select(at => (at - startedAt).TotalMinutes);
        Assert.Equal([0, 1, 3, 7, 15, 25, 35, 45], minutes);
        Assert.Equal(["delete:users"], bench.Tokens.State.AwaitedScopes);
    }

    [Fact]
    public async Task A_fresh_token_that_carries_the_scope_ends_the_wait_and_says_so()
    {
        await using var bench = new TokenBench();
        await bench.Tokens.RenewAsync(CancellationToken.None);
        bench.Tokens.ScopeMissing(["delete:users"]);
        await bench.PassAsync(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(10));
        var changes = 0;
        bench.Tokens.Changed += () => changes++;
        bench.Auth0.Scope += " delete:users";

        await bench.PassAsync(TimeSpan.FromMinutes(30), TimeSpan.FromSeconds(10));

        Assert.Equal(3, bench.Auth0.Issued);
        Assert.Equal(1, changes);
        Assert.Empty(bench.Tokens.State.AwaitedScopes);
        Assert.Contains("delete:users", bench.Tokens.State.Scopes!);
    }

    [Fact]
    public async Task A_scope_that_nobody_asks_for_any_more_is_not_looked_for()
    {
        await using var bench = new TokenBench();
        await bench.Tokens.RenewAsync(CancellationToken.None);
        bench.Tokens.ScopeMissing(["delete:users"]);

        await bench.PassAsync(TimeSpan.FromHours(3), TimeSpan.FromSeconds(30));

        Assert.Empty(bench.Tokens.State.AwaitedScopes);
        Assert.InRange(bench.Auth0.Issued, 5, 7);
    }

    [Fact]
    public async Task A_scope_that_the_token_carries_already_is_not_waited_for()
    {
        await using var bench = new TokenBench();
        await bench.Tokens.RenewAsync(CancellationToken.None);

        bench.Tokens.ScopeMissing(["read:users"]);
        await bench.PassAsync(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30));

        Assert.Equal(1, bench.Auth0.Issued);
    }

    [Fact]
    public async Task Renewing_for_a_scope_tells_whether_it_came()
    {
        await using var bench = new TokenBench();

        Assert.False(await bench.Tokens.RenewForScopeAsync(["delete:users"], CancellationToken.None));
        bench.Auth0.Scope += " delete:users";
        Assert.True(await bench.Tokens.RenewForScopeAsync(["delete:users"], CancellationToken.None));
    }
}
