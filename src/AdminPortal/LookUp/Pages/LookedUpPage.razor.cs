using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.LookUp;

/// <summary>One invitation, uncovered for somebody who helps; plain HTML, so that nothing of it travels over a live connection.</summary>
public sealed partial class LookedUpPage
{
    private LookedUpInvite? _invite;
    private bool _notAllowed;
    private string? _covered;

    [Inject]
    public required OpenLookedUpInvite Open { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    /// <summary>The invitation's public id.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            switch (await Open.HandleAsync(Id))
            {
                case LookedUpOutcome.Opened opened:
                    _invite = opened.Invite;
                    break;
                case LookedUpOutcome.NotNoted:
                    _covered = "That you open this could not be written down, so it stays covered.";
                    break;
                case LookedUpOutcome.NotAllowed:
                    _notAllowed = true;
                    break;
                default:
                    Navigation.NotFound();
                    break;
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _covered = "The invitation could not be loaded.";
        }
    }
}
