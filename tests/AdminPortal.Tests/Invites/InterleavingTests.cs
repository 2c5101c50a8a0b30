using System.Collections.Concurrent;
using System.Globalization;
using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Invites;

/// <summary>A thousand dice-thrown orders of sending, resending, revoking, accepting, lapsing, reading the log and dying, cut at every call to Auth0 and every answer.</summary>
public class InterleavingTests
{
    private const int EachBatch = 125;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Whatever_the_order_a_revoked_invitation_has_no_live_link_a_set_password_counts_and_nobody_gets_an_unasked_mail(int batch)
    {
        var boundary = new Boundary();
        await using var world = await InviteWorld.StartAsync(new PortalHostOptions { Services = boundary.Register });
        var deedsInTheMiddle = new List<string>();
        for (var seed = batch * EachBatch; seed < (batch + 1) * EachBatch; seed++)
        {
            var play = new Play(world, boundary, seed);
            await play.RunAsync();
            deedsInTheMiddle.AddRange(play.DeedsInTheMiddle);
        }

        // The dice did fall in the middle of calls, for every kind of deed.
        foreach (var deed in new[] { "RevokeAsync", "AcceptAsync", "ResendAsync", "ReadLogAsync", "DieAsync", "LapseAsync" })
        {
            Assert.Contains(deedsInTheMiddle, line => line.StartsWith($"{deed} at call", StringComparison.Ordinal));
            Assert.Contains(deedsInTheMiddle, line => line.StartsWith($"{deed} at answer", StringComparison.Ordinal));
        }
    }

    /// <summary>One invitation through one order of events.</summary>
    private sealed class Play(InviteWorld world, Boundary boundary, int seed)
    {
        private readonly Random _random = new(seed);
        private readonly string _address = string.Create(CultureInfo.InvariantCulture, $"seed{seed}@example.com");
        private readonly List<string> _script = [];
        private Guid _id;
        private bool _revoked;
        private bool _accepted;
        private int _resends;

        public IEnumerable<string> DeedsInTheMiddle => _script.Where(line => !line.EndsWith("at the end", StringComparison.Ordinal));

        public async Task RunAsync()
        {
            var deeds = Deeds();
            _id = await world.InviteAsync(_address, "Member");
            boundary.Meet(async place =>
            {
                // One in three boundaries, so that the deeds fall anywhere in the whole course and not all at its beginning.
                // The log is read by one reader at a time, so not in the middle of reading it.
                if (deeds.TryPeek(out var next) && _random.Next(3) == 0 && !(next == ReadLogAsync && place.EndsWith("/logs", StringComparison.Ordinal)) && deeds.TryDequeue(out var deed))
                {
                    _script.Add($"{deed.Method.Name} at {place}");
                    await deed();
                }
            });

            for (var pass = 0; pass < 12; pass++)
            {
                await PassAsync();
                world.Pass(TimeSpan.FromSeconds(20));
            }

            // Whatever was not reached happens now; then everything comes to rest.
            boundary.Meet(_ => Task.CompletedTask);
            while (deeds.TryDequeue(out var late))
            {
                if (late != DieAsync)
                {
                    _script.Add($"{late.Method.Name} at the end");
                    await late();
                }
            }

            await world.LiveAsync(TimeSpan.FromMinutes(6), TimeSpan.FromSeconds(20));
            await JudgeAsync();
        }

        private ConcurrentQueue<Func<Task>> Deeds()
        {
            var all = new List<Func<Task>> { RevokeAsync, AcceptAsync, ReadLogAsync };
            if (_random.Next(2) == 0)
            {
                all.Add(ResendAsync);
            }

            if (_random.Next(3) == 0)
            {
                all.Add(DieAsync);
            }

            if (_random.Next(6) == 0)
            {
                all.Add(LapseAsync);
            }

            if (_random.Next(4) == 0)
            {
                all.Remove(RevokeAsync);
            }

            var order = all.ToArray();
            _random.Shuffle(order);
            return new ConcurrentQueue<Func<Task>>(order);
        }

        private async Task PassAsync()
        {
            try
            {
                await world.SweepAsync();
            }
            catch (Boundary.DeathException)
            {
                // The process is gone; its lease has to run out.
                world.Pass(TimeSpan.FromMinutes(1));
            }
        }

        private async Task RevokeAsync() => _revoked |= await world.RevokeAsync(_id) is RevokeOutcome.Revoking;

        private async Task AcceptAsync() => _accepted |= world.Tenant.Mail.NewestTo(_address) is not null && await world.SetPasswordAsync(_address);

        private async Task ResendAsync() => _resends += await world.ResendAsync(_id) is ResendOutcome.Resending ? 1 : 0;

        private Task ReadLogAsync() => world.Portal.Get<TenantLogReader>().ReadAsync(CancellationToken.None);

        private Task DieAsync() => throw new Boundary.DeathException();

        private Task LapseAsync()
        {
            world.Pass(TimeSpan.FromDays(8));
            return Task.CompletedTask;
        }

        private async Task JudgeAsync()
        {
            var row = await world.RowAsync(_id);
            var account = world.Account(_address);
            var mails = world.Tenant.Mail.To(_address).Count;
            var story = await world.ActionsAsync(_id);
            var told = $"Seed {seed}: {row.Status}, {mails} mails, revoked {_revoked}, accepted {_accepted}; {string.Join("; ", _script)}; {string.Join(", ", story)}";

            Assert.True(row.NextAttemptAt is null, told);
            Assert.True(mails <= 1 + _resends, told);
            Assert.True(_accepted == row.Status is InviteStatus.Accepted, told);
            switch (row.Status)
            {
                case InviteStatus.Accepted:
                    Assert.True(account is { Blocked: not true, EmailVerified: true } && account.AppMetadata?["invitation"] is null, told);
                    Assert.True(story.Count(action => action == "invite.accepted") == 1, told);
                    Assert.True(!_revoked || story.Contains("invite.revoke-asked-for"), told);
                    break;
                case InviteStatus.Revoked:
                    Assert.True(_revoked && account is null && !await LinkWorksAsync(), told);
                    break;
                case InviteStatus.Expired:
                    Assert.True(!_revoked && account is null && !await LinkWorksAsync(), told);
                    break;
                case InviteStatus.Sent:
                    Assert.True(!_revoked && account is { Blocked: not true } && mails >= 1 && await LinkWorksAsync(), told);
                    break;
                default:
                    Assert.Fail(told);
                    break;
            }
        }

        private async Task<bool> LinkWorksAsync()
        {
            foreach (var mail in world.Tenant.Mail.To(_address).Reverse())
            {
                if (await world.SetPasswordAsync(_address, mail.PasswordLink()))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Where the portal's calls leave it and the answers come in.</summary>
    private sealed class Boundary
    {
        private Func<string, Task> _happens = _ => Task.CompletedTask;
        private int _busy;

        public void Register(IServiceCollection services)
        {
            foreach (var client in new[] { ManagementClient.HttpClientName, AuthenticationClient.HttpClientName })
            {
                services.AddHttpClient(client).AddHttpMessageHandler(() => new Handler(this));
            }
        }

        public void Meet(Func<string, Task> happens) => _happens = happens;

        private async Task CrossAsync(string place)
        {
            if (Interlocked.Exchange(ref _busy, 1) == 1)
            {
                // What happens at a boundary crosses none; nor does a second call that is under way at that moment.
                return;
            }

            try
            {
                await _happens(place);
            }
            finally
            {
                Volatile.Write(ref _busy, 0);
            }
        }

        /// <summary>The process dies here.</summary>
        public sealed class DeathException : Exception;

        private sealed class Handler(Boundary boundary) : DelegatingHandler
        {
            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
            {
                var place = $"{request.Method} {request.RequestUri!.AbsolutePath}";
                await boundary.CrossAsync($"call {place}");
                var reply = await base.SendAsync(request, cancellationToken);
                await boundary.CrossAsync($"answer {place}");
                return reply;
            }
        }
    }
}
