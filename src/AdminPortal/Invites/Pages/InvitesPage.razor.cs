using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>The list of invitations; the address decides what it shows.</summary>
public sealed partial class InvitesPage
{
    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery]
    private string? Status { get; set; }

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
    protected override void OnParametersSet() =>
        Query = InviteListAddress.Read(Search, Status, Sort, Order, After, Before, Number(From), Number(Size));

    // As text and not as int?: a hand-typed ?size=abc shall show the list and not an error.
    private static int? Number(string? text) => int.TryParse(text, out var number) ? number : null;
}
