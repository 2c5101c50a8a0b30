using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Setup;

/// <summary>Sends a test invitation and shows every step it takes, up to date by itself.</summary>
public sealed partial class TestInviteBench : IDisposable
{
    private TestInviteOutcome? _outcome;
    private IDisposable? _changes;
    private string _to = "";
    private string? _whyNot;
    private bool _sending;
    private bool _failed;

    [Inject]
    public required TestInviteDetails Details { get; init; }

    [Inject]
    public required SendTestInvite Send { get; init; }

    [Inject]
    public required EndTestInvite End { get; init; }

    [Inject]
    public required InviteChanges Changes { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private TestRun? Latest => (_outcome as TestInviteOutcome.Found)?.Latest;

    private bool MaySend => _outcome is TestInviteOutcome.Found { MaySend: true };

    private string? WhyNoSend => !RendererInfo.IsInteractive ? "Waits for the live connection."
        : !MaySend ? "Your role does not carry the right to change Setup. Ask a company admin."
        : Latest is { IsClean: false } ? "Clean the last test up first." : null;

    private bool CanEnd => RendererInfo.IsInteractive && MaySend && Latest is { IsEnding: false };

    /// <inheritdoc />
    public void Dispose()
    {
        _changes?.Dispose();
        PortalRoles.Changed -= OnPortalRolesChanged;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _changes = Changes.Subscribe(_ => InvokeAsync(RefreshAsync));
            PortalRoles.Changed += OnPortalRolesChanged;
        }

        await LoadAsync();
    }

    private static string Name(TestStepKind step) => step switch
    {
        TestStepKind.Recorded => "Recorded",
        TestStepKind.AccountMade => "Account made in Auth0",
        TestStepKind.MailTaken => "Auth0 accepted the email",
        TestStepKind.MailInLog => "Auth0's log shows the email",
        TestStepKind.PasswordSet => "Password set",
        TestStepKind.CleanedUp => "Cleaned up",
    };

    private static string? After(TestRun run, DateTimeOffset at) =>
        at - run.Steps[0].At is { } took && took > TimeSpan.Zero ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"after {took.TotalSeconds:0.0} s ·") : null;

    private static string NotYet(TestRun run, TestStepKind step) => step switch
    {
        _ when run.IsClean && step != TestStepKind.CleanedUp => step == TestStepKind.PasswordSet ? "not done, which is fine" : "did not happen",
        TestStepKind.PasswordSet => "if you like: follow the link in the email",
        TestStepKind.MailInLog => "the log is read every few seconds; Auth0 writes it with a delay",
        TestStepKind.CleanedUp => "when you say so, or by itself",
        _ => "not yet",
    };

    private void OnPortalRolesChanged() => _ = InvokeAsync(RefreshAsync);

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        try
        {
            // The page comes here by itself again and again; whoever lost the right meanwhile has not tried anything.
            _outcome = await Details.HandleAsync(lookAgain: true);
            _failed = false;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _failed = true;
        }
    }

    private async Task SendAsync()
    {
        if (WhyNoSend is not null || _sending)
        {
            return;
        }

        (_sending, _whyNot) = (true, null);
        try
        {
            switch (await Send.HandleAsync(_to))
            {
                case SendTestOutcome.Recorded recorded:
                    _to = "";
                    Notices.Succeeded($"The test to {recorded.Email} is on its way");
                    break;
                case SendTestOutcome.NotSent notSent:
                    _whyNot = notSent.Why;
                    break;
                default:
                    _whyNot = "Your role no longer carries the right to change Setup. Ask a company admin.";
                    break;
            }

            await LoadAsync();
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _whyNot = "The database did not answer; nothing was sent. Try again.";
        }
        finally
        {
            _sending = false;
        }
    }

    private async Task EndAsync()
    {
        if (!CanEnd || Latest is not { } latest)
        {
            return;
        }

        try
        {
            if (!await End.HandleAsync(latest.Id))
            {
                Notices.Failed($"The test to {latest.Email} was not cleaned up", "Your role no longer carries the right to change Setup. It is cleaned up by itself.");
            }

            await LoadAsync();
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            Notices.Failed($"The test to {latest.Email} was not cleaned up", "The database did not answer. Try again; it is cleaned up by itself in any case.");
        }
    }
}
