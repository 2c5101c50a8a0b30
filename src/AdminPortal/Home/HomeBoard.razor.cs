using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Home;

/// <summary>Numbers that lead into the list, what needs a hand, and what happened last; up to date by itself.</summary>
public sealed partial class HomeBoard : IDisposable
{
    // Every tick redraws the times; the numbers, which cost the database a count over everything, move no faster than their tiles can say.
    private static readonly TimeSpan CountEvery = TimeSpan.FromMinutes(1);

    private Counts? _counts;
    private DateTimeOffset _countedAt;
    private bool _notAllowed;
    private bool _failed;
    private int _left;
    private IReadOnlyList<Concern> _concerns = [];
    private IDisposable? _changes;
    private IDisposable? _heartbeat;

    [Inject]
    public required InviteCounts Counts { get; init; }

    [Inject]
    public required LeftInvites Left { get; init; }

    [Inject]
    public required InviteChanges Changes { get; init; }

    [Inject]
    public required TenantState Tenant { get; init; }

    [Inject]
    public required PortalRoleMembers PortalRoles { get; init; }

    [Inject]
    public required Heartbeat Heartbeat { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <inheritdoc />
    public void Dispose()
    {
        _changes?.Dispose();
        _heartbeat?.Dispose();
        Tenant.Changed -= OnTenantChanged;
        PortalRoles.Changed -= OnTenantChanged;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            _changes = Changes.Subscribe(_ => InvokeAsync(RefreshAsync));
            _heartbeat = Heartbeat.Subscribe(() => _ = InvokeAsync(OnTickAsync));
            Tenant.Changed += OnTenantChanged;
            PortalRoles.Changed += OnTenantChanged;
        }

        await LoadAsync();
    }

    private void OnTenantChanged() => _ = InvokeAsync(RefreshAsync);

    private async Task RefreshAsync()
    {
        await LoadAsync();
        StateHasChanged();
    }

    // The clock alone lets an invitation expire, or an acceptance fall out of the last 30 days: nobody publishes that.
    private async Task OnTickAsync()
    {
        if (Time.GetUtcNow() - _countedAt >= CountEvery)
        {
            await LoadAsync();
        }

        StateHasChanged();
    }

    private async Task LoadAsync()
    {
        _countedAt = Time.GetUtcNow();
        Person? person = null;
        try
        {
            // Everybody's front page, and it comes here by itself again and again: who may not see the numbers is told so, and has not tried anything.
            person = await CurrentPerson.FindAsync();
            (_counts, _notAllowed) = (await Counts.HandleAsync(lookAgain: true)).Match<(Counts?, bool)>(it => (it.Counts, false), _ => (null, true));
            _left = await Left.CountAsync();
            _failed = false;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _failed = true;
        }

        _concerns = [.. Concern.Of(_counts, person?.May(Right.SeeTenantProblems) is true, Tenant, PortalRoles, Zone, _left)];
    }

    private static string AcceptanceRate(Counts counts) => counts.Sent30Days is 0
        ? "nothing was sent"
        : $"{100.0 * counts.Accepted30Days / counts.Sent30Days:0} % of {counts.Sent30Days} sent";
}
