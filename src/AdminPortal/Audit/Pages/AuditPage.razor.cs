using AdminPortal.Data;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Audit;

/// <summary>Who did what to whom, when and from where; the address decides what is shown.</summary>
public sealed partial class AuditPage
{
    private IReadOnlyList<AuditPerson> _people = [];
    private string? _viewOf;

    [Inject]
    public required AuditList List { get; init; }

    [SupplyParameterFromQuery]
    private string? Q { get; set; }

    [SupplyParameterFromQuery]
    private string? Who { get; set; }

    [SupplyParameterFromQuery]
    private string? What { get; set; }

    [SupplyParameterFromQuery]
    private string? Outcome { get; set; }

    [SupplyParameterFromQuery]
    private string? When { get; set; }

    [SupplyParameterFromQuery]
    private string? Since { get; set; }

    [SupplyParameterFromQuery]
    private string? Until { get; set; }

    [SupplyParameterFromQuery]
    private string? Invite { get; set; }

    [SupplyParameterFromQuery]
    private string? Person { get; set; }

    [SupplyParameterFromQuery]
    private string? Older { get; set; }

    [SupplyParameterFromQuery]
    private string? Newer { get; set; }

    [SupplyParameterFromQuery]
    private string? From { get; set; }

    private AuditListQuery Query { get; set; } = new();

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        Query = AuditListAddress.Read(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["q"] = Q,
            ["who"] = Who,
            ["what"] = What,
            ["outcome"] = Outcome,
            ["when"] = When,
            ["since"] = Since,
            ["until"] = Until,
            ["invite"] = Invite,
            ["person"] = Person,
            ["older"] = Older,
            ["newer"] = Newer,
            ["from"] = From,
        });
        try
        {
            _people = await List.PeopleAsync();
            _viewOf = (Query.Invite ?? Query.Person) is { } subject ? await List.NameAsync(subject) ?? subject : null;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // The table says so.
        }
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
