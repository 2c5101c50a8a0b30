using AdminPortal.Setup;
using AdminPortal.Tests.Shell;
using Bunit;

namespace AdminPortal.Tests.Setup;

public sealed class CheckItemTests : PageContext
{
    private string? _fixed;

    [Fact]
    public void What_works_is_green_closed_and_offers_only_its_evidence()
    {
        var item = Item(new CheckResult.Works("In 84 ms.") { Evidence = [Evidence.Seen(Start, "GET /", "200", false)] });

        Assert.Equal("Works", item.Find(".state.tone-green").TextContent);
        Assert.False(item.Find("details").HasAttribute("open"));
        Assert.EndsWith("In 84 ms. Evidence", item.Find(".seen").TextContent, StringComparison.Ordinal);
        Assert.Contains("10:12:00 GET /", item.Find("pre").TextContent, StringComparison.Ordinal); // the person's own time
        Assert.Empty(item.FindAll("form, ol, pre b"));
    }

    [Fact]
    public void What_fails_is_open_with_meaning_steps_and_the_button_that_puts_it_right()
    {
        var item = Item(new CheckResult.Fails("Sign-up is open.", new Cure("Open Database.", "Switch it off.") { Fix = "Close sign-up" }) { Evidence = [Evidence.Seen(Start, "GET /", "false", true)] });

        Assert.Equal("Fails", item.Find("li.bad .state.tone-red").TextContent);
        Assert.True(item.Find("details").HasAttribute("open"));
        Assert.Contains("What it means.", item.Find(".cure").TextContent, StringComparison.Ordinal);
        Assert.Equal(["Open Database.", "Switch it off."], item.FindAll("ol li").Select(step => step.TextContent));
        Assert.Equal("false", item.Find("pre b").TextContent);
        item.Find("form").Submit();
        Assert.Equal("it", _fixed);
    }

    [Fact]
    public void Whoever_may_not_change_the_tenant_reads_so_at_the_button()
    {
        var item = Item(new CheckResult.Fails("Sign-up is open.", new Cure("Switch it off.") { Fix = "Close sign-up" }), mayFix: false);

        var button = item.Find("form button");
        Assert.Equal("button", button.GetAttribute("type"));
        Assert.Equal("true", button.GetAttribute("aria-disabled"));
        Assert.Equal("Only a company admin may change the tenant.", item.Find($"#{button.GetAttribute("aria-describedby")}").TextContent);
    }

    [Fact]
    public void Scopes_are_there_to_be_copied_and_no_button_grants_them()
    {
        var item = Item(new CheckResult.Fails("Two are missing.", ScopesCheck.HowToGrant(["create:users", "read:logs"]), StopsSending: true));

        Assert.Equal("create:users read:logs", item.Find("button[data-copy]").GetAttribute("data-copy"));
        Assert.Empty(item.FindAll("form"));
        Assert.Equal("https://manage.auth0.com/", item.Find("a[rel]").GetAttribute("href"));
    }

    [Fact]
    public void What_could_not_be_told_says_why_and_is_not_green()
    {
        var item = Item(new CheckResult.Unknown("The token may not look."));

        Assert.Equal("Could not tell", item.Find("li.unknown .state.tone-grey").TextContent);
        Assert.Contains("The token may not look.", item.Find(".seen").TextContent, StringComparison.Ordinal);
        Assert.Empty(item.FindAll(".tone-green"));
    }

    [Fact]
    public void What_waits_says_for_what() =>
        Assert.Equal("Waits for the scopes", Item(new CheckResult.WaitsFor("the scopes")).Find("li.later .state").TextContent);

    [Fact]
    public void What_was_never_asked_is_not_green() =>
        Assert.Equal("Not checked yet", Item(null).Find("li.later .state.tone-grey").TextContent);

    [Fact]
    public void While_it_is_asked_it_says_so_and_keeps_what_it_last_saw()
    {
        var item = Item(new CheckResult.Works("In 84 ms."), running: true);

        Assert.Equal("Checking…", item.Find("li.run .state[aria-busy=true]").TextContent);
        Assert.Contains("In 84 ms.", item.Find(".seen").TextContent, StringComparison.Ordinal);
        Assert.Empty(item.FindAll(".tone-green"));
    }

    private IRenderedComponent<CheckItem> Item(CheckResult? result, bool running = false, bool mayFix = true) => Render<CheckItem>(item => item
        .Add(it => it.Row, new CheckRow("it", "It holds", "What it means.", result))
        .Add(it => it.Running, running)
        .Add(it => it.MayFix, mayFix)
        .Add(it => it.Dashboard, ("https://manage.auth0.com/", "Open the Auth0 dashboard"))
        .Add(it => it.OnFix, (string id) => _fixed = id));
}
