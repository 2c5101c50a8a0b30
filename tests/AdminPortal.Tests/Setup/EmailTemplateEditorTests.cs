using AdminPortal.Setup;
using AdminPortal.Shell;
using AngleSharp.Dom;
using Auth0Emulator;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Setup;

public sealed class EmailTemplateEditorTests : SetupContext
{
    private const string Good = "<p>{{ user.email }}</p>\n<a href=\"{{ url }}\">Go</a>";

    [Fact]
    public void What_Auth0_has_stands_in_the_fields_and_there_is_nothing_to_publish()
    {
        var editor = Shown();

        Assert.Equal(EmailContent.Starter.Body, editor.Find("#body").GetAttribute("value"));
        Assert.Equal("Auth0 has exactly this; there is nothing to publish.", editor.Find("#why-not").TextContent);
        Assert.Equal("true", Publish(editor).GetAttribute("aria-disabled"));
        Assert.Contains("None: Auth0 has exactly this.", editor.Find("[aria-labelledby=difference]").TextContent, StringComparison.Ordinal);
        Assert.Equal("Ada Admin invites you to Acme", editor.FindAll(".mail-head dd")[1].TextContent);
    }

    [Fact]
    public async Task The_preview_shows_both_faces_light_and_dark_wide_and_narrow_for_each_person()
    {
        var editor = Shown();
        await editor.FindAll(".segments button").Single(button => button.TextContent == "Reset").ClickAsync(new());
        await editor.Find("button[aria-label=Dark]").ClickAsync(new());
        await editor.FindAll(".segments button").Single(button => button.TextContent == "Narrow").ClickAsync(new());
        await editor.Find("#sample").ChangeAsync(new() { Value = "Hostile" });

        var frame = editor.Find("iframe");
        Assert.Contains("face=reset&person=hostile&theme=dark", frame.GetAttribute("src"), StringComparison.Ordinal);
        Assert.Contains("narrow", frame.ClassName, StringComparison.Ordinal);
        Assert.Equal("", frame.GetAttribute("sandbox"));
        Assert.Equal("Preview of the password reset email", frame.GetAttribute("title"));
        Assert.Equal("Choose a new password", editor.FindAll(".mail-head dd")[1].TextContent);
    }

    [Fact]
    public void Names_that_could_not_be_read_are_told_as_guesses()
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:tenant_settings");

        Assert.Contains("Auth0 puts in its own names, which could not be read.", Shown().Find("[aria-labelledby=preview] .sheet-foot").TextContent, StringComparison.Ordinal);
        Tenant.Grants.Allow(TenantSeed.ManagementClientId, "read:tenant_settings");
        Clock.Advance(TimeSpan.FromDays(2));
        GiveAdaTheRoleBack();
        Assert.DoesNotContain("could not be read", Shown().Find("[aria-labelledby=preview] .sheet-foot").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_told_with_its_line_and_keeps_the_template_from_being_published()
    {
        var editor = Shown();
        await editor.Find("#body").ChangeAsync(new() { Value = "<p>\n{% if %}" });

        editor.WaitForAssertion(() => Assert.Contains("Line 2", editor.Find("#body-told .error").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", editor.Find("#body").GetAttribute("aria-invalid"));
        Assert.StartsWith("Publishing waits until this is cured: line 2:", editor.Find("#why-not").TextContent, StringComparison.Ordinal);
        Assert.Contains("the last state without a mistake", editor.Find(".mail-head .hint").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_is_shown_as_a_difference_published_after_a_question_and_taken_back_from_the_history()
    {
        var editor = Shown();
        await editor.Find("#body").ChangeAsync(new() { Value = Good });
        editor.WaitForAssertion(() => Assert.Contains("Draft differs", editor.Find(".page-head").TextContent, StringComparison.Ordinal));
        Assert.Contains(editor.FindAll("[aria-labelledby=difference] .new"), line => line.TextContent.Contains("user.email", StringComparison.Ordinal));
        var publishing = Publish(editor).ClickAsync(new());
        Assert.Empty(Tenant.Journal.On("PATCH /api/v2/email-templates/{name}"));
        await SayYesAsync(editor);
        await publishing;

        editor.WaitForAssertion(() => Assert.StartsWith("Auth0 holds what Ada Admin published", editor.Find(".page-head p").TextContent, StringComparison.Ordinal));
        Assert.Equal(Good, Body());
        var back = editor.Find(".timeline button").ClickAsync(new());
        await SayYesAsync(editor);
        await back;

        editor.WaitForAssertion(() => Assert.Equal("Put back by Ada Admin", editor.Find(".timeline h3").TextContent));
        Assert.Equal(EmailContent.Starter.Body, Body());
        Assert.Equal("The earlier version is back", Services.GetRequiredService<Notices>().Shown[^1].Title);
    }

    [Fact]
    public async Task A_refusal_says_why_and_loses_nothing()
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, "update:email_templates");
        var editor = Shown();
        await editor.Find("#body").ChangeAsync(new() { Value = Good });
        editor.WaitForAssertion(() => Assert.Empty(editor.FindAll("#why-not")));
        var publishing = Publish(editor).ClickAsync(new());
        await SayYesAsync(editor);
        await publishing;

        editor.WaitForAssertion(() => Assert.Contains("Not published. The Management token lacks update:email_templates.", editor.Find(".notice.red strong").TextContent, StringComparison.Ordinal));
        Assert.Contains("Draft differs", editor.Find(".page-head").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenant_that_ignores_the_template_is_told_plainly()
    {
        Tenant.State.Change(tenant => tenant.EmailProvider = null);

        Assert.Contains("Auth0's built-in mailer", Shown().Find(".notice.amber p").TextContent.Replace("The tenant uses ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_tenant_can_not_be_read_one_goes_on_working_and_publishes_nothing()
    {
        Tenant.Grants.Deny(TenantSeed.ManagementClientId, "read:email_templates");
        var editor = Shown();

        Assert.Contains("lacks read:email_templates", editor.Find(".notice.red strong").TextContent, StringComparison.Ordinal);
        Assert.Equal("It can be published once the tenant's template can be read.", editor.Find("#why-not").TextContent);
        Assert.Contains("Not known", editor.Find("[aria-labelledby=difference]").TextContent, StringComparison.Ordinal);
        await editor.Find("#body").ChangeAsync(new() { Value = Good });
        editor.WaitForAssertion(() => Assert.StartsWith("Draft saved", editor.Find("#template + .small").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_draft_that_can_not_be_kept_says_so_and_stays_in_the_field()
    {
        var editor = Shown();
        await BreakSetupAsync();
        await editor.Find("#body").ChangeAsync(new() { Value = Good });

        editor.WaitForAssertion(() => Assert.Equal("Not saved: the database did not answer", editor.Find("#template + .small").TextContent));
    }

    [Fact]
    public void The_first_admin_may_look_and_reads_why_nothing_can_be_published()
    {
        OnlyLook();
        var editor = Shown();

        Assert.Contains("Ask a company admin.", editor.Find("#why-not").TextContent, StringComparison.Ordinal);
        Assert.Equal("To read only", editor.Find("#template + .small").TextContent);
        Assert.True(editor.Find("#body").HasAttribute("readonly"));
    }

    [Fact]
    public void Whoever_may_not_see_Setup_is_told_so()
    {
        TakeTheRoleAway();
        var editor = Render<EmailTemplateEditor>();

        editor.WaitForAssertion(() => Assert.Contains("Setup is not yours to see", editor.Markup, StringComparison.Ordinal));
        Assert.Empty(Tenant.Journal.On("GET /api/v2/email-templates/{name}"));
    }

    private static IElement Publish(IRenderedComponent<EmailTemplateEditor> editor) => editor.Find(".page-head button.primary");

    private string Body() => Tenant.State.Read(tenant => tenant.EmailTemplates["reset_email"].Body);

    private IRenderedComponent<EmailTemplateEditor> Shown()
    {
        var editor = Render<EmailTemplateEditor>();
        editor.WaitForElement("#body");
        return editor;
    }
}
