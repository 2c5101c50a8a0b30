using AdminPortal.Shell;
using AdminPortal.Teams;
using AngleSharp.Dom;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Teams;

public sealed class TeamRolesDialogTests : TeamsContext
{
    [Fact]
    public async Task Invitations_begin_only_with_what_leads_may_grant()
    {
        var (id, dialog) = await OpenAsync();
        Assert.Equal("Roles of Field sales", dialog.Find("h2").TextContent);
        Assert.Equal(["Billing", "Member", "Deploy"], Names(dialog, 0));
        Assert.Empty(Names(dialog, 1));
        Assert.Equal("true", Submit(dialog).GetAttribute("aria-disabled"));

        Tick(dialog, 0, "Member", true);
        Tick(dialog, 0, "Billing", true);
        Assert.Equal(["Billing", "Member"], Names(dialog, 1));
        Tick(dialog, 1, "Member", true);
        Tick(dialog, 1, "Billing", true);
        Tick(dialog, 0, "Billing", false);
        await dialog.Find("form").SubmitAsync();

        var notice = Assert.Single(Services.GetRequiredService<Notices>().Shown);
        Assert.Equal(("The roles of Field sales are changed", "Its leads may grant Member; its invitations begin with Member."), (notice.Title, notice.Text));
        Assert.Equal("Member of Member", await StoredAsync(id));
    }

    [Fact]
    public async Task An_administrative_role_is_asked_about_once_more_for_each_list()
    {
        var (id, dialog) = await OpenAsync();
        Tick(dialog, 0, "Deploy", true);
        Assert.Contains("Deploy is an administrative role.", dialog.Find(".notice").TextContent, StringComparison.Ordinal);
        var host = Render<DialogHost>();

        await AnswerAsync(dialog, host, "Its leads may grant Deploy. Administrative roles open more than their holder's own work.", "Back");
        Assert.Equal("none of none", await StoredAsync(id));
        await AnswerAsync(dialog, host, "Its leads may grant Deploy. Administrative roles open more than their holder's own work.", "Change roles");
        Assert.Equal("none of Deploy", await StoredAsync(id));

        dialog = Open(await RowAsync(id));
        Tick(dialog, 1, "Deploy", true);
        await AnswerAsync(dialog, host, "Its invitations begin with Deploy. Administrative roles open more than their holder's own work.", "Change roles");
        Assert.Equal("Deploy of Deploy", await StoredAsync(id));
    }

    [Fact]
    public async Task What_could_not_be_done_is_told_in_place_and_the_choice_stays()
    {
        var (_, dialog) = await OpenAsync();
        Tick(dialog, 0, "Member", true);
        await KeepTeamsAsTheyAreAsync();
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Nothing was changed; try again.", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        TakeTheRoleAway();
        await dialog.Find("form").SubmitAsync();

        Assert.Contains("Ask a company admin.", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.True(Box(dialog, 0, "Member").IsChecked());
    }

    [Fact]
    public async Task When_the_roles_can_not_be_read_it_says_so_and_tries_again()
    {
        var row = await RowAsync(await TeamAsync("Field sales"));
        await HideTeamsAsync();
        var dialog = Open(row);
        Assert.Contains("The roles of Field sales could not be read", dialog.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(dialog.FindAll("fieldset"));

        await ShowTeamsAsync();
        await dialog.FindAll("button").Single(button => button.TextContent == "Try again").ClickAsync(new());

        Assert.Equal(2, dialog.FindAll("fieldset").Count);
        Assert.Empty(dialog.FindAll("[role=alert]"));
    }

    private static async Task AnswerAsync(IRenderedComponent<TeamRolesDialog> dialog, IRenderedComponent<DialogHost> host, string text, string answer)
    {
        var changing = dialog.Find("form").SubmitAsync();
        host.WaitForAssertion(() => Assert.Equal(text, host.Find("#question-text").TextContent));
        Assert.Equal("Give away Deploy through Field sales?", host.Find("h2").TextContent);
        await host.InvokeAsync(() => host.FindAll("button").Single(button => button.TextContent == answer).Click());
        await changing;
    }

    private static IReadOnlyList<string> Names(IRenderedComponent<TeamRolesDialog> dialog, int list) =>
        [.. dialog.FindAll("fieldset")[list].QuerySelectorAll("label").Select(label => label.TextContent.Trim())];

    private static IElement Box(IRenderedComponent<TeamRolesDialog> dialog, int list, string name) =>
        dialog.FindAll("fieldset")[list].QuerySelectorAll("label").Single(label => label.TextContent.Trim() == name).QuerySelector("input")!;

    private static void Tick(IRenderedComponent<TeamRolesDialog> dialog, int list, string name, bool ticked) => Box(dialog, list, name).Change(ticked);

    private static IElement Submit(IRenderedComponent<TeamRolesDialog> dialog) => dialog.Find("button[type=submit]");

    private async Task<(Guid Id, IRenderedComponent<TeamRolesDialog> Dialog)> OpenAsync()
    {
        var id = await TeamAsync("Field sales");
        return (id, Open(await RowAsync(id)));
    }

    private IRenderedComponent<TeamRolesDialog> Open(TeamRow row) => Render<TeamRolesDialog>(parameters => parameters.Add(it => it.Team, row));

    // "Defaults of what may be granted".
    private async Task<string> StoredAsync(Guid id)
    {
        var facts = Assert.IsType<TeamDetailsOutcome.Found>(await UseAsync((TeamDetails details) => details.HandleAsync(id))).Facts;
        return $"{Names(facts.DefaultRoles)} of {Names(facts.GrantableRoles)}";

        static string Names(IReadOnlyList<TeamRoleRow> roles) => roles.Count == 0 ? "none" : string.Join(", ", roles.Select(role => role.Name));
    }
}
