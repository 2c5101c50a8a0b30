using AdminPortal.Data;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Teams;

/// <summary>One team on a page of its own. That there is none is decided here, in the static part, so that the answer is a real 404.</summary>
public sealed partial class TeamPage
{
    private string? _name;
    private bool _hasCard = true;

    [Inject]
    public required TeamDetails Details { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>The team's public id.</summary>
    [Parameter]
    public Guid Id { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            (_name, _hasCard) = (await Details.HandleAsync(Id)).Match<(string?, bool)>(it => (it.Facts.Row.Name, true), _ => (null, true), _ => (null, false));
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // The card says so, and tries again.
            return;
        }

        if (!_hasCard)
        {
            Navigation.NotFound();
        }
    }
}
