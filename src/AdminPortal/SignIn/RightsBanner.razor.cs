using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace AdminPortal.SignIn;

/// <summary>Says in an open page that the person's rights are not those it was drawn with any more, and what to do.</summary>
public sealed partial class RightsBanner : IDisposable
{
    private RightsChange? _change;
    private RightsChange? _narrowed;
    private IDisposable? _heartbeat;
    private DateTimeOffset _lookedAt;
    private string _page = "";

    // Who leads which team is the record's to say: nobody tells it to open pages, they look.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(30);

    [Inject]
    public required CurrentPerson CurrentPerson { get; init; }

    [Inject]
    public required PortalRoleMembers Members { get; init; }

    [Inject]
    public required TenantState Tenant { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required Heartbeat Heartbeat { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <summary>The rights that the page was drawn with; carried along into the live page.</summary>
    [PersistentState]
    public DrawnRights? Drawn { get; set; }

    private string Here => Navigation.Uri;

    /// <inheritdoc/>
    public void Dispose()
    {
        _heartbeat?.Dispose();
        Members.Changed -= OnMembersChanged;
        Navigation.LocationChanged -= OnLocationChanged;
    }

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _page = PageOf(Navigation.Uri);
        if (RendererInfo.IsInteractive)
        {
            _heartbeat = Heartbeat.Subscribe(() => _ = InvokeAsync(OnTickAsync));
            Members.Changed += OnMembersChanged;
            Navigation.LocationChanged += OnLocationChanged;
        }

        await LookAsync();
    }

    private void OnMembersChanged() => _ = InvokeAsync(LookAndShowAsync);

    private async Task OnTickAsync()
    {
        if (Time.GetUtcNow() - _lookedAt >= LookAgainAfter)
        {
            await LookAndShowAsync();
        }
    }

    // Links are followed within the same live page: what they lead to is drawn with the rights of that moment.
    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        if (PageOf(change.Location) is var page && page != _page)
        {
            (_page, Drawn) = (page, null);
            await LookAndShowAsync();
        }
    });

    private async Task LookAndShowAsync()
    {
        await LookAsync();
        StateHasChanged();
    }

    private async Task LookAsync()
    {
        _lookedAt = Time.GetUtcNow();
        try
        {
            // Without a session another banner has the word.
            var person = await CurrentPerson.FindAsync();
            Drawn ??= person is null ? null : DrawnRights.Of(person);
            _change = person is null || Drawn is null ? null : RightsChange.Between(Drawn, DrawnRights.Of(person));
            _narrowed = person is { IsNarrowed: true } ? RightsChange.Narrowed(person, Members, Tenant, Zone) : null;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // The next look tells; use cases ask for themselves anyway.
        }
    }

    private static string PageOf(string address) => address.Split('#')[0];
}
