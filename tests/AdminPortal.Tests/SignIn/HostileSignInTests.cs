using System.Net;
using System.Text.Json.Nodes;
using AdminPortal.Testing;
using Microsoft.AspNetCore.WebUtilities;

namespace AdminPortal.Tests.SignIn;

/// <summary>Ways back from Auth0 that must not sign anybody in.</summary>
public sealed class HostileSignInTests
{
    private const string NotTrusted = "/signin/problem/not-trusted";
    private const string Clocks = "/signin/problem/clocks";
    private const string Lost = "/signin/problem/lost";

    public static TheoryData<string, string> Forgeries => new()
    {
        { "wrong nonce", NotTrusted },
        { "no nonce", NotTrusted },
        { "wrong audience", NotTrusted },
        { "several audiences without a party", NotTrusted },
        { "another party", NotTrusted },
        { "foreign issuer", NotTrusted },
        { "issuer without its slash", NotTrusted },
        { "no subject", NotTrusted },
        { "no expiry", NotTrusted },
        { "no issue time", NotTrusted },
        { "expired", Clocks },
        { "issued in the future", Clocks },
        { "foreign key", NotTrusted },
        { "no key named", NotTrusted },
        { "key unknown", NotTrusted },
        { "unsigned", NotTrusted },
        { "algorithm none", NotTrusted },
        { "symmetric algorithm", NotTrusted },
    };

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task A_token_that_is_not_the_tenants_answer_to_this_sign_in_signs_nobody_in(string forgery, string landsOn)
    {
        using var hostile = new HostileBackChannel();
        await using var portal = await SignInKit.PortalAsync(backChannel: hostile);
        Forge(hostile, forgery, portal.Clock.GetUtcNow().ToUnixTimeSeconds());
        using var browser = portal.NewBrowser();

        var page = await browser.SignInAsync(SignInKit.Admin);

        Assert.Equal(landsOn, page.Address.AbsolutePath);
        Assert.Empty(await portal.SessionsAsync());
        Assert.DoesNotContain(browser.Cookies.GetAllCookies(), cookie => cookie.Name == "AdminPortal");
    }

    [Fact]
    public async Task The_same_back_channel_signs_in_when_it_changes_nothing()
    {
        using var hostile = new HostileBackChannel();
        await using var portal = await SignInKit.PortalAsync(backChannel: hostile);
        using var browser = portal.NewBrowser();

        await browser.SignInAsync(SignInKit.Admin);

        Assert.Single(await portal.SessionsAsync());
    }

    [Fact]
    public async Task Keys_that_the_tenant_has_rotated_are_read_again_once()
    {
        using var hostile = new HostileBackChannel { PublishesFromRead = 2 };
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock, backChannel: hostile);
        using var browser = portal.NewBrowser();
        var callback = await browser.CallbackAsync();
        clock.Advance(TimeSpan.FromMinutes(1));

        await browser.GoToAsync(callback.AbsoluteUri);

        Assert.Equal(2, hostile.KeyReads);
        Assert.Single(await portal.SessionsAsync());
    }

    [Fact]
    public async Task Tokens_with_made_up_key_ids_do_not_make_the_portal_read_the_keys_for_each()
    {
        using var hostile = new HostileBackChannel { Header = header => header["kid"] = "made-up" };
        var clock = new ManualClock();
        await using var portal = await SignInKit.PortalAsync(clock, backChannel: hostile);
        clock.Advance(TimeSpan.FromMinutes(1));

        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var browser = portal.NewBrowser();
            Assert.Equal(NotTrusted, (await browser.SignInAsync(SignInKit.Admin)).Address.AbsolutePath);
        }

        Assert.InRange(hostile.KeyReads, 1, 2);
    }

    [Theory]
    [InlineData(299, false)]
    [InlineData(-299, false)]
    [InlineData(301, true)]
    [InlineData(-301, true)]
    public async Task Clocks_may_differ_by_five_minutes_and_no_more(int seconds, bool refused)
    {
        using var hostile = new HostileBackChannel
        {
            // From a tenant whose clock is ahead (or behind) by so much.
            Claims = claims => SetTimes(claims, claims["iat"]!.GetValue<long>() + seconds, claims["exp"]!.GetValue<long>() + seconds),
        };
        await using var portal = await SignInKit.PortalAsync(backChannel: hostile);
        using var browser = portal.NewBrowser();

        var page = await browser.SignInAsync(SignInKit.Admin);

        Assert.Equal(refused, page.Address.AbsolutePath == Clocks);
        Assert.Equal(refused ? 0 : 1, (await portal.SessionsAsync()).Count);
    }

    [Fact]
    public async Task A_tampered_state_is_refused()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();
        var callback = await browser.CallbackAsync();
        var query = QueryHelpers.ParseQuery(callback.Query);
        var state = query["state"].ToString();
        var tampered = QueryHelpers.AddQueryString("/callback", new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["code"] = query["code"],
            ["state"] = state[..20] + (state[20] == 'A' ? 'B' : 'A') + state[21..],
        });

        Assert.Equal(Lost, (await browser.GoToAsync(tampered)).Address.AbsolutePath);
        Assert.Equal(Lost, (await browser.GoToAsync($"/callback?code={query["code"]}")).Address.AbsolutePath);
        Assert.Empty(await portal.SessionsAsync());
    }

    [Fact]
    public async Task A_way_back_that_began_in_another_browser_is_refused()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var attacker = portal.NewBrowser();
        using var victim = portal.NewBrowser();
        var callback = await attacker.CallbackAsync();

        Assert.Equal(Lost, (await victim.GoToAsync(callback.AbsoluteUri)).Address.AbsolutePath);
        Assert.Empty(await portal.SessionsAsync());
    }

    [Fact]
    public async Task A_way_back_works_once()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var browser = portal.NewBrowser();
        var callback = await browser.CallbackAsync();
        await browser.GoToAsync(callback.AbsoluteUri);

        Assert.Equal(Lost, (await browser.GoToAsync(callback.AbsoluteUri)).Address.AbsolutePath);
        Assert.Single(await portal.SessionsAsync());
    }

    [Fact]
    public async Task A_code_that_Auth0_has_seen_before_is_refused()
    {
        await using var portal = await SignInKit.PortalAsync();
        using var first = portal.NewBrowser();
        using var second = portal.NewBrowser();
        var used = QueryHelpers.ParseQuery((await first.CallbackAsync()) is var callback && (await first.GoToAsync(callback.AbsoluteUri)) is not null ? callback.Query : "")["code"];
        var own = QueryHelpers.ParseQuery((await second.CallbackAsync()).Query)["state"];

        var page = await second.GoToAsync(QueryHelpers.AddQueryString("/callback", new Dictionary<string, string?>(StringComparer.Ordinal) { ["code"] = used, ["state"] = own }));

        Assert.Equal(Lost, page.Address.AbsolutePath);
        Assert.Single(await portal.SessionsAsync());
    }

    [Fact]
    public async Task A_tenant_that_calls_itself_something_else_is_not_trusted()
    {
        using var hostile = new HostileBackChannel
        {
            Instead = request => request.RequestUri!.AbsolutePath switch
            {
                "/.well-known/openid-configuration" => HostileBackChannel.Json(JsonNode.Parse("""{"issuer":"https://evil.example/","jwks_uri":"http://localhost:1/keys"}""")!),
                "/keys" => HostileBackChannel.Json(JsonNode.Parse("""{"keys":[]}""")!),
                _ => null,
            },
        };
        await using var portal = await SignInKit.PortalAsync(backChannel: hostile);
        using var browser = portal.NewBrowser();

        var page = await browser.GoToAsync("/signin");

        Assert.Equal(NotTrusted, page.Address.AbsolutePath);
        Assert.Empty(await portal.SessionsAsync());
    }

    private static void Forge(HostileBackChannel hostile, string forgery, long now)
    {
        hostile.Claims = forgery switch
        {
            "wrong nonce" => claims => claims["nonce"] = "another",
            "no nonce" => claims => claims.Remove("nonce"),
            "wrong audience" => claims => claims["aud"] = "another-application",
            "several audiences without a party" => WithSeveralAudiences,
            "another party" => claims => claims["azp"] = "another-application",
            "foreign issuer" => claims => claims["iss"] = "https://evil.example/",
            "issuer without its slash" => claims => claims["iss"] = claims["iss"]!.GetValue<string>().TrimEnd('/'),
            "no subject" => claims => claims.Remove("sub"),
            "no expiry" => claims => claims.Remove("exp"),
            "no issue time" => claims => claims.Remove("iat"),
            "expired" => claims => SetTimes(claims, now - 7200, now - 3600),
            "issued in the future" => claims => SetTimes(claims, now + 3600, now + 7200),
            _ => null,
        };
        hostile.Header = forgery switch
        {
            "no key named" => header => header.Remove("kid"),
            "key unknown" => header => header["kid"] = "made-up",
            "algorithm none" => header => header["alg"] = "none",
            "symmetric algorithm" => header => header["alg"] = "HS256",
            _ => null,
        };
        hostile.SignsWithForeignKey = forgery == "foreign key";
        hostile.LeavesUnsigned = forgery is "unsigned" or "algorithm none";
    }

    private static void WithSeveralAudiences(JsonObject claims)
    {
        claims["aud"] = new JsonArray(claims["aud"]!.DeepClone(), "another-application");
        claims.Remove("azp");
    }

    private static void SetTimes(JsonObject claims, long issued, long expires)
    {
        claims["iat"] = issued;
        claims["exp"] = expires;
    }
}
