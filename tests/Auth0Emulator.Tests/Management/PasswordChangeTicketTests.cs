using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;
using Auth0Emulator.Tests.Kit;

namespace Auth0Emulator.Tests.Management;

public sealed class PasswordChangeTicketTests : TenantTests
{
    private Task<Answer> CreateAsync(object body) => Http.CallAsync("POST", "/tickets/password-change", body);

    [Fact]
    public async Task A_ticket_is_a_link_of_32_letters_or_digits_with_a_bare_hash_at_the_end()
    {
        var answer = await CreateAsync(new { user_id = await Http.NewUserAsync("nia@example.com") });

        Assert.Equal(201, answer.Status);
        Assert.Matches($"^{Tenant.Address}u/reset-verify\\?ticket=[A-Za-z0-9]{{32}}#$", answer.Text("ticket"));
    }

    [Fact]
    public async Task A_ticket_sends_no_mail()
    {
        await CreateAsync(new { user_id = await Http.NewUserAsync("nia@example.com") });

        Assert.Empty(Tenant.Mail.All);
    }

    [Fact]
    public async Task A_newer_ticket_voids_the_older_one()
    {
        var id = await Http.NewUserAsync("nia@example.com");
        var first = (await CreateAsync(new { user_id = id })).Text("ticket");
        var second = (await CreateAsync(new { user_id = id })).Text("ticket");

        Assert.IsType<TicketStanding.Expired>(Tickets.Standing(Tenant, Clock, first));
        Assert.IsType<TicketStanding.Open>(Tickets.Standing(Tenant, Clock, second));
    }

    [Fact]
    public async Task A_ticket_for_somebody_else_voids_nothing()
    {
        var first = (await CreateAsync(new { user_id = await Http.NewUserAsync("nia@example.com") })).Text("ticket");
        await CreateAsync(new { user_id = await Http.NewUserAsync("ned@example.com") });

        Assert.IsType<TicketStanding.Open>(Tickets.Standing(Tenant, Clock, first));
    }

    [Theory]
    [InlineData(null, 432000)]
    [InlineData(0, 432000)]
    [InlineData(1, 1)]
    [InlineData(604800, 604800)]
    public async Task A_ticket_lives_as_long_as_asked_and_five_days_otherwise(int? ttl, int seconds)
    {
        var body = new JsonObject { ["user_id"] = await Http.NewUserAsync("nia@example.com") };
        if (ttl is not null)
        {
            body["ttl_sec"] = ttl;
        }

        var ticket = (await CreateAsync(body.ToJsonString())).Text("ticket");

        Clock.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.IsType<TicketStanding.Open>(Tickets.Standing(Tenant, Clock, ticket));
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<TicketStanding.Expired>(Tickets.Standing(Tenant, Clock, ticket));
    }

    [Fact]
    public async Task The_address_must_not_be_marked_as_verified_unless_asked()
    {
        var id = await Http.NewUserAsync("nia@example.com");
        var plain = await CreateAsync(new { user_id = id });
        var marking = await CreateAsync(new { user_id = id, mark_email_as_verified = true });

        Assert.False(Tenant.State.Read(tenant => tenant.Tickets[Tickets.Id(plain.Text("ticket"))].MarkEmailAsVerified));
        Assert.True(Tenant.State.Read(tenant => tenant.Tickets[Tickets.Id(marking.Text("ticket"))].MarkEmailAsVerified));
    }

    [Fact]
    public async Task A_ticket_may_be_asked_for_by_address_and_connection()
    {
        await Http.NewUserAsync("nia@example.com");

        Assert.Equal(201, (await CreateAsync(new { email = "Nia@example.com", connection_id = "con_LocalDatabase001" })).Status);
    }

    [Theory]
    [InlineData("""{}""", "Payload validation error: 'Missing required property: user_id'.")]
    [InlineData("""{"email":"admin@example.com"}""", "Payload validation error: 'Missing required property: connection_id'.")]
    [InlineData("""{"user_id":"auth0|x","email":"admin@example.com"}""", "Payload validation error: 'user_id can not be combined with email or connection_id'.")]
    [InlineData("""{"user_id":"auth0|x","ttl_sec":-1}""", "Payload validation error: 'Value -1 is less than minimum 0' on property ttl_sec (Number of seconds for which the ticket is valid before expiration.).")]
    [InlineData("""{"user_id":"auth0|x","ttl_sec":5.0}""", "Payload validation error: 'Expected type integer but found type number' on property ttl_sec (Number of seconds for which the ticket is valid before expiration.).")]
    [InlineData("""{"user_id":"auth0|x","ttl_sec":1e2}""", "Payload validation error: 'Expected type integer but found type number' on property ttl_sec (Number of seconds for which the ticket is valid before expiration.).")]
    [InlineData("""{"user_id":"auth0|x","ttl_sec":3000000000}""", "Payload validation error: 'Value 3000000000 is greater than maximum 2147483647' on property ttl_sec (Number of seconds for which the ticket is valid before expiration.).")]
    [InlineData("""{"user_id":"auth0|x","domain":"a"}""", "Payload validation error: 'Additional properties not allowed: domain'.")]
    [InlineData("""{"email":"admin@example.com","connection_id":"con_Unknown000000000"}""", "The connection with id con_Unknown000000000 does not exist.")]
    [InlineData("""{"email":"admin@example.com","connection_id":"Users"}""", "Payload validation error: 'String does not match pattern ^con_[A-Za-z0-9]{16}$: Users' on property connection_id (ID of the connection.).")]
    [InlineData("""{"user_id":"auth0|x","client_id":"nobody"}""", "The client does not exist")]
    [InlineData("""{"user_id":"auth0|x","organization_id":"org_1"}""", "The organization does not exist")]
    public async Task A_malformed_order_is_refused(string body, string message)
    {
        var answer = await CreateAsync(body);

        Assert.Equal((400, message), (answer.Status, answer.Text("message")));
    }

    [Fact]
    public async Task An_unknown_user_is_a_404_and_an_fcpr()
    {
        Assert.Equal("inexistent_user", (await CreateAsync(new { user_id = "auth0|nobody" })).Text("errorCode"));
        Assert.Contains("fcpr", Tenant.State.Read(tenant => tenant.Logs.Select(entry => entry.Type).ToArray()));
    }

    [Fact]
    public async Task Deleting_the_user_makes_the_link_unknown()
    {
        var id = await Http.NewUserAsync("nia@example.com");
        var ticket = (await CreateAsync(new { user_id = id })).Text("ticket");

        await Http.CallAsync("DELETE", $"/users/{Uri.EscapeDataString(id)}");

        Assert.IsType<TicketStanding.Unknown>(Tickets.Standing(Tenant, Clock, ticket));
    }

    [Fact]
    public async Task A_ticket_leaves_scpr_with_its_facts_in_the_log()
    {
        var id = await Http.NewUserAsync("nia@example.com");
        var link = (await CreateAsync(new { user_id = id, ttl_sec = 60, client_id = TenantSeed.AcmeClientId })).Text("ticket");

        var entry = Tenant.State.Read(tenant => tenant.Logs.Last(entry => entry.Type == "scpr"));
        Assert.Equal((id, "nia@example.com", TenantSeed.AcmeClientId, "Acme"), (entry.UserId, entry.UserName, entry.ClientId, entry.ClientName));
        Assert.Equal(60, entry.Details!["body"]!["ttl_sec"]!.GetValue<int>());
        Assert.Equal(link, entry.Details!["resetUrl"]!.GetValue<string>());
    }
}
