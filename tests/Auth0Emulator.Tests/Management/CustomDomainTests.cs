using System.Net.Http.Headers;
using System.Text;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

/// <summary>A tenant with several custom domains and no default among them.</summary>
public sealed class CustomDomainTests : TenantTests
{
    private const string Ada = "auth0%7C6741a0000000000000000001";

    protected override LocalTenantOptions Options => base.Options with { CustomDomainConflict = true };

    public static TheoryData<string, string, string, int> LinkMakers => new()
    {
        { "POST", "/users", """{"connection":"Username-Password-Authentication","email":"nia@example.com","password":"Correct-horse-7"}""", 201 },
        { "PATCH", "/users/" + Ada, """{"name":"Ada"}""", 200 },
        { "POST", "/tickets/password-change", """{"user_id":"auth0|6741a0000000000000000001"}""", 201 },
    };

    [Theory]
    [MemberData(nameof(LinkMakers))]
    public async Task Who_makes_links_must_say_for_which_domain(string method, string path, string body, int done)
    {
        (await Http.CallAsync(method, path, body)).Is(409, """
            {"statusCode":409,"error":"Conflict","message":"The tenant has multiple verified custom domains.","errorCode":"custom_domain_conflict"}
            """);
        Assert.Equal(done, (await WithDomainAsync(method, path, body)).Status);
    }

    [Fact]
    public async Task A_body_that_breaks_the_schema_is_told_first()
    {
        Assert.Equal("invalid_body", (await Http.CallAsync("POST", "/users", """{"connection":"x","color":"red"}""")).Text("errorCode"));
    }

    [Fact]
    public async Task Reads_and_deletions_need_no_domain()
    {
        Assert.Equal(200, (await Http.CallAsync("GET", "/users/" + Ada)).Status);
        Assert.Equal(204, (await Http.CallAsync("DELETE", "/users/" + Ada)).Status);
    }

    [Fact]
    public async Task The_default_may_be_the_tenants_own_domain_which_stands_in_no_list()
    {
        Assert.Equal(404, (await Http.CallAsync("GET", "/custom-domains/default")).Status);
        Tenant.State.Change(tenant => tenant.CustomDomains.Add(new() { Id = "cd_LocalDomain000003", Domain = Tenant.Address.Authority, IsDefault = true }));

        Assert.Equal(Tenant.Address.Authority, (await Http.CallAsync("GET", "/custom-domains/default")).Text("domain"));
        Assert.Equal(2, (await Http.CallAsync("GET", "/custom-domains")).Json.AsArray().Count);
        Assert.Equal(200, (await Http.CallAsync("PATCH", "/users/" + Ada, """{"name":"Ada"}""")).Status);
    }

    [Fact]
    public async Task It_is_switched_off_and_on_from_outside_and_a_reset_goes_back_to_the_start()
    {
        Assert.True((bool)(await Http.ControlAsync("GET", "/settings")).Json["customDomainConflict"]!);

        Assert.False((bool)(await Http.ControlAsync("PATCH", "/settings", new { customDomainConflict = false })).Json["customDomainConflict"]!);

        Assert.Equal(200, (await Http.CallAsync("PATCH", "/users/" + Ada, """{"name":"Ada"}""")).Status);
        await Tenant.ResetAsync();
        Assert.True(Tenant.CustomDomainConflict);
    }

    private async Task<Answer> WithDomainAsync(string method, string path, string body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), "/api/v2" + path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Http.NewTokenAsync());
        request.Headers.Add("auth0-custom-domain", "login.example.com");
        return await Http.SendAsync(request);
    }
}
