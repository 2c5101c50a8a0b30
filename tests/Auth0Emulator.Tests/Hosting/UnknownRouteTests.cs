using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Hosting;

public sealed class UnknownRouteTests : TenantTests
{
    [Theory]
    [InlineData("POST", "/dbconnections/signup")]
    [InlineData("POST", "/oauth/device/code")]
    [InlineData("POST", "/passwordless/start")]
    [InlineData("PUT", "/oauth/token")]
    public async Task What_only_Auth0_has_answers_501_with_a_sentence(string method, string path)
    {
        var answer = await Http.SendAsync(method, path);

        Assert.Equal(501, answer.Status);
        Assert.StartsWith($"{method} {path} is not emulated by the local Auth0 tenant", answer.Text("message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_has_answers_404() => Assert.Equal(404, (await Http.SendAsync("GET", "/favicon.ico")).Status);

    [Theory]
    [InlineData("auth0%7Ca%2Fb", "auth0|a/b")]
    [InlineData("auth0%7Ca%2541", "auth0|a%41")]
    public async Task Ids_are_decoded_once(string encoded, string id)
    {
        await Http.NewUserAsync("nia@example.com", id["auth0|".Length..]);

        Assert.Equal(id, (await Http.CallAsync("GET", $"/users/{encoded}")).Text("user_id"));
    }
}
