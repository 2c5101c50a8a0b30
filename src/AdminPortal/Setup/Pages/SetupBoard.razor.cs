using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;

namespace AdminPortal.Setup;

/// <summary>Every check as it stands, live while a look is under way; its forms work without a WebSocket too.</summary>
public sealed partial class SetupBoard : IDisposable
{
    private bool _may = true;
    private bool _mayFix;
    private bool _asked;
    private FixNews? _told;
    private Counts? _counts;

    [Inject]
    public required CheckTenant Check { get; init; }

    [Inject]
    public required FixTenant Fix { get; init; }

    [Inject]
    public required SetupChecks Checks { get; init; }

    [Inject]
    public required InviteCounts Invites { get; init; }

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required IOptions<Auth0Options> Auth0 { get; init; }

    /// <summary>Id of the check that a form was posted for, to tell what came of it.</summary>
    [Parameter]
    public string? Fixed { get; set; }

    private SetupReport Report { get; set; } = new() { Rows = [] };

    private bool IsBusy => _asked || Report.Running is not null;

    // What needs somebody stands first; the rest in the order in which it is put right.
    private IEnumerable<CheckRow> InOrder => Report.Rows.OrderBy(row => row.Result switch
    {
        CheckResult.Fails { StopsSending: true } => 0,
        CheckResult.Fails => 1,
        CheckResult.Limited => 2,
        _ => 3,
    });

    private int Done => Report.Working + Report.WithLimit;

    private CheckRow? StopsSending => Report.Rows.FirstOrDefault(row => row.Result is CheckResult.Fails { StopsSending: true });

    private CheckRow? NextStep => Report.Rows.FirstOrDefault(row => row.Result is CheckResult.Fails) ?? Report.Rows.FirstOrDefault(row => row.Result is CheckResult.Unknown);

    private string Counted => string.Join(" · ", new[]
    {
        $"{Report.Working} work",
        Report.Failing == 0 ? null : $"{Report.Failing} fail{(Report.Failing == 1 ? "s" : "")}",
        Report.WithLimit == 0 ? null : $"{Report.WithLimit} with a limit",
        Report.Unknown == 0 ? null : $"{Report.Unknown} not known",
    }.OfType<string>());

    private string QueueWords => _counts is { Sending: > 0 and var waiting }
        ? $"{waiting} {(waiting == 1 ? "invitation is" : "invitations are")} queued, and {(waiting == 1 ? "goes" : "go")} out by {(waiting == 1 ? "itself" : "themselves")} within a minute of the cure."
        : "Whatever is recorded goes out by itself within a minute of the cure.";

    private (string Href, string Name) Dashboard => Auth0.Value.Authority.IsLoopback
        ? (Auth0.Value.Authority.AbsoluteUri, "Open the local tenant")
        : ("https://manage.auth0.com/", "Open the Auth0 dashboard");

    /// <inheritdoc />
    public void Dispose()
    {
        Checks.Changed -= OnChanged;
        PortalRoles.Changed -= OnChanged;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            Checks.Changed += OnChanged;
            PortalRoles.Changed += OnChanged;
        }

        await ReadAsync();
        if (Fixed is { Length: > 0 } check)
        {
            _told = await Fix.LastNewsAsync(check);
        }
    }

    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });

    private async Task ReadAsync()
    {
        // The page comes here by itself again and again; whoever lost the right meanwhile has not tried anything.
        var person = await CurrentPerson.FindAsync();
        _mayFix = person?.May(Right.ChangeSetup) == true;
        if (person?.May(Right.SeeTenantProblems) == true && await Check.ReadAsync() is { } report)
        {
            (_may, Report) = (true, report);
            await CountAsync(person.May(Right.SeeInvites));
        }
        else
        {
            (_may, Report) = (false, new SetupReport { Rows = [] });
        }
    }

    private async Task CountAsync(bool maySeeInvites)
    {
        try
        {
            // Counting costs the database a pass over everything: only where the number is shown.
            _counts = StopsSending is null || !maySeeInvites ? null : (await Invites.HandleAsync()).Match<Counts?>(it => it.Counts, _ => null);
        }
        catch (Exception trouble) when (trouble.IsStorageTrouble())
        {
            _counts = null;
        }
    }

    private Task CheckAgainAsync() => AskAsync(renew: false);

    private Task RenewAsync() => AskAsync(renew: true);

    private async Task AskAsync(bool renew)
    {
        if (_asked)
        {
            return;
        }

        _asked = true;
        _told = null;
        try
        {
            (await Check.HandleAsync(renew)).Match(Tell, _ => false);
        }
        finally
        {
            _asked = false;
            await ReadAsync();
        }
    }

    private bool Tell(CheckTenantOutcome.Looked looked)
    {
        if (looked.TokenProblem is { } problem)
        {
            Notices.Failed("No fresh token.", problem);
        }
        else
        {
            Notices.Succeeded($"Checked: {looked.Report.Working} work, {looked.Report.Failing} {(looked.Report.Failing == 1 ? "fails" : "fail")}.");
        }

        return true;
    }

    private async Task FixAsync(string checkId)
    {
        if (_asked)
        {
            return;
        }

        _asked = true;
        _told = null;
        try
        {
            (await Fix.HandleAsync(checkId)).Match(
                it => Said(() => Notices.Succeeded("Put right.", it.What)),
                it => Said(() => Notices.Failed("Not put right.", it.Why)),
                _ => Said(() => Notices.Failed("Not put right.", "Only a company admin may change the tenant.")));
        }
        catch (Exception trouble) when (trouble.IsStorageTrouble())
        {
            // Nothing is changed in Auth0 that isn't in the audit first.
            Notices.Failed("Not put right.", "The database did not answer, and nothing is changed without a record. Try again in a moment.");
        }
        finally
        {
            _asked = false;
            await ReadAsync();
        }
    }

    private static bool Said(Action say)
    {
        say();
        return true;
    }
}
