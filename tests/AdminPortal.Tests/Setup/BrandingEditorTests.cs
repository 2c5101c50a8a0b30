using AdminPortal.Auth0;
using AdminPortal.Setup;
using AdminPortal.Shell;
using AngleSharp.Dom;
using Auth0Emulator;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Setup;

public sealed class BrandingEditorTests : SetupContext
{
    private const string Primary = "#primary";

    [Fact]
    public void What_Auth0_has_stands_in_the_fields_and_there_is_nothing_to_save()
    {
        Tenant.State.Change(tenant => tenant.Settings = tenant.Settings with { PrimaryColor = "#812e63" });
        var editor = Shown();

        Assert.Equal("#812e63", editor.Find(Primary).GetAttribute("value"));
        Assert.Equal("Auth0 has exactly this; there is nothing to save.", editor.Find("#no-save").TextContent);
        Assert.Equal("true", Save(editor).GetAttribute("aria-disabled"));
        Assert.Contains("Nothing was saved from here yet.", editor.Find("[aria-labelledby=history]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colour_on_which_nobody_can_read_is_told_before_it_is_saved()
    {
        var editor = Shown();
        await editor.Find(Primary).ChangeAsync(new() { Value = "#ffcc00" });

        Assert.All(editor.FindAll("dl.facts dd"), ratio => Assert.Contains("fails AA", ratio.TextContent, StringComparison.Ordinal));
        Assert.Contains("background:#ffcc00", editor.Find(".login-button").GetAttribute("style"), StringComparison.Ordinal);
        Assert.Empty(editor.FindAll("#no-save"));
    }

    [Fact]
    public async Task A_colour_may_be_picked_instead_of_typed()
    {
        var editor = Shown();
        await editor.Find("input[type=color][aria-label='Pick a colour for buttons and links']").ChangeAsync(new() { Value = "#812e63" });

        Assert.Equal("#812e63", editor.Find(Primary).GetAttribute("value"));
        await editor.Find(Primary).ChangeAsync(new() { Value = "#f00" });
        Assert.Equal("#ff0000", editor.Find("input[type=color]").GetAttribute("value"));
        Assert.Empty(editor.FindAll("#logo ~ input"));
    }

    [Fact]
    public async Task What_Auth0_would_not_take_is_told_at_its_field_and_keeps_it_from_being_saved()
    {
        var editor = Shown();
        await editor.Find("#logo").ChangeAsync(new() { Value = "http://acme.example/logo.svg" });

        Assert.Equal("true", editor.Find("#logo").GetAttribute("aria-invalid"));
        Assert.Contains("https://", editor.Find("#logo-told .error").TextContent, StringComparison.Ordinal);
        Assert.StartsWith("Saving waits until this is cured", editor.Find("#no-save").TextContent, StringComparison.Ordinal);
        Assert.Empty(editor.FindAll(".login-card img"));
    }

    [Fact]
    public async Task A_look_is_saved_after_a_question_and_an_earlier_one_put_back()
    {
        Tenant.State.Change(tenant => tenant.Settings = tenant.Settings with { PrimaryColor = "#812e63" });
        var editor = Shown();
        await editor.Find(Primary).ChangeAsync(new() { Value = "#123456" });
        var saving = Save(editor).ClickAsync(new());
        Assert.Empty(Tenant.Journal.On("PATCH /api/v2/branding"));
        await SayYesAsync(editor);
        await saving;

        editor.WaitForAssertion(() => Assert.Equal(["Published by Ada Admin", "Found in Auth0 and kept when Ada Admin replaced it"], editor.FindAll(".timeline h3").Select(version => version.TextContent)));
        Assert.Contains("in force", editor.Find(".timeline li").TextContent, StringComparison.Ordinal);
        Assert.Contains("primary colour #812e63", editor.FindAll(".timeline li")[1].TextContent, StringComparison.Ordinal);
        var back = editor.Find(".timeline button").ClickAsync(new());
        await SayYesAsync(editor);
        await back;

        editor.WaitForAssertion(() => Assert.Equal("#812e63", editor.Find(Primary).GetAttribute("value")));
        Assert.Equal("#812e63", Tenant.State.Read(tenant => tenant.Settings.PrimaryColor));
        Assert.Equal("The earlier look is back", Services.GetRequiredService<Notices>().Shown[^1].Title);
    }

    [Fact]
    public async Task Somebody_elses_change_meanwhile_is_shown_and_ones_own_work_kept()
    {
        var editor = Shown();
        await editor.Find(Primary).ChangeAsync(new() { Value = "#123456" });
        await Services.GetRequiredService<BrandingClient>().ChangeAsync(new TenantBranding { PrimaryColor = "#00aa00" }, CancellationToken.None);
        var saving = Save(editor).ClickAsync(new());
        await SayYesAsync(editor);
        await saving;

        editor.WaitForAssertion(() => Assert.Contains("primary colour #00aa00", editor.Find(".notice.red p").TextContent, StringComparison.Ordinal));
        Assert.Equal("#123456", editor.Find(Primary).GetAttribute("value"));
    }

    [Fact]
    public void A_look_that_can_not_be_read_says_which_scope_is_missing_and_is_read_once_it_is_granted()
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:branding");
        var editor = Render<BrandingEditor>();
        editor.WaitForAssertion(() => Assert.Contains("lacks read:branding", editor.Find(".notice.red strong").TextContent, StringComparison.Ordinal));

        Tenant.Grants.Allow(TenantSeed.ManagementClientId, "read:branding");
        editor.Find(".notice button").Click();
        editor.WaitForElement(Primary);
    }

    [Fact]
    public async Task Without_a_record_nothing_is_saved_and_the_work_is_kept()
    {
        var editor = Shown();
        await editor.Find(Primary).ChangeAsync(new() { Value = "#123456" });
        await BreakSetupAsync();
        var saving = Save(editor).ClickAsync(new());
        await SayYesAsync(editor);
        await saving;

        editor.WaitForAssertion(() => Assert.Contains("The database did not answer.", editor.Find(".notice.red strong").TextContent, StringComparison.Ordinal));
        Assert.Empty(Tenant.Journal.On("PATCH /api/v2/branding"));
        Assert.Equal("#123456", editor.Find(Primary).GetAttribute("value"));
    }

    [Fact]
    public void The_first_admin_may_look_and_reads_why_nothing_can_be_saved()
    {
        OnlyLook();
        var editor = Shown();

        Assert.Contains("Ask a company admin.", editor.Find("#no-save").TextContent, StringComparison.Ordinal);
        Assert.All(editor.FindAll("input"), field => Assert.True(field.HasAttribute("readonly") || field.HasAttribute("disabled")));
    }

    [Fact]
    public void Whoever_may_not_see_Setup_is_told_so()
    {
        TakeTheRoleAway();
        var editor = Render<BrandingEditor>();

        editor.WaitForAssertion(() => Assert.Contains("Setup is not yours to see", editor.Markup, StringComparison.Ordinal));
        Assert.Empty(Tenant.Journal.On("GET /api/v2/branding"));
    }

    private static IElement Save(IRenderedComponent<BrandingEditor> editor) => editor.Find(".page-head button");

    private IRenderedComponent<BrandingEditor> Shown()
    {
        var editor = Render<BrandingEditor>();
        editor.WaitForElement(Primary);
        return editor;
    }
}
