using AdminPortal.Data;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>The list of invitations; the address decides what it shows.</summary>
public sealed partial class InvitesPage
{
    private InviteTeams _teams = new([], SeesThoseWithout: false);

    [Inject]
    public required InviteTeamList Teams { get; init; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

    [SupplyParameterFromQuery]
    private string? Team { get; set; }

    [SupplyParameterFromQuery]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery]
    private string? Order { get; set; }

    [SupplyParameterFromQuery]
    private string? After { get; set; }

    [SupplyParameterFromQuery]
    private string? Before { get; set; }

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    [SupplyParameterFromQuery]
    private string? Size { get; set; }

    [SupplyParameterFromQuery]
    private string? Invite { get; set; }

    private InviteListQuery Query { get; set; } = new();

    private string? StatusSlug => Query.Status is { } status ? InviteListAddress.Slug(status) : null;

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        Query = InviteListAddress.Read(Search, Status, Team, Sort, Order, After, Before, Number(From), Number(Size));
        try
        {
            _teams = await Teams.HandleAsync();
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // The list below says that the database does not answer; one filter less is no second news.
        }
    }

    // As text and not as int?: a hand-typed ?size=abc shall show the list and not an error.
    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;
}
