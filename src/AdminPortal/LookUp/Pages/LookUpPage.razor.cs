using AdminPortal.Data;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.LookUp;

/// <summary>One box and what it finds, as plain HTML: there is nothing in it that a live connection could act on.</summary>
public sealed partial class LookUpPage
{
    private LookUpOutcome? _outcome;
    private bool _failed;

    [Inject]
    public required LookUpList List { get; init; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery]
    private string? After { get; set; }

    private (string Title, string Text) Nothing => (_outcome, string.IsNullOrWhiteSpace(Search), LookUpCursor.Read(After)) switch
    {
        (LookUpOutcome.NotAllowed, _, _) => ("Looking up is not yours to do", "Your role does not carry the right to it. A company admin can give it to you; then sign in again."),
        (LookUpOutcome.TooLong, _, _) => ("That is longer than any address", $"Look for at most {LookUpList.LongestSearch} characters."),
        (_, _, not null) => ("There is nothing further", "What stood here has moved. Look it up anew."),
        (_, true, _) => ("Nobody has been invited yet", "Whoever is invited appears here."),
        _ => ("Nothing was found for this", "Ask for the exact address, as the person gave it to whoever invited them. If nothing is found for that either, they were not invited; an admin can do that."),
    };

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            _outcome = await List.HandleAsync(Search, LookUpCursor.Read(After));
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _failed = true;
        }
    }
}
