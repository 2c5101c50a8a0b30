using AdminPortal.Data;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Audit;

/// <summary>One entry on a page of its own. That there is none is decided here, in the static part, so that the answer is a real 404.</summary>
public sealed partial class AuditEntryPage
{
    private AuditRow? _row;
    private bool _notAllowed;
    private bool _failed;

    [Inject]
    public required AuditEntryDetails Details { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    /// <summary>Which entry.</summary>
    [Parameter]
    public long Number { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        try
        {
            switch (await Details.HandleAsync(Number))
            {
                case AuditEntryOutcome.Found found:
                    _row = found.Row;
                    break;
                case AuditEntryOutcome.NotAllowed:
                    _notAllowed = true;
                    break;
                default:
                    Navigation.NotFound();
                    break;
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble() || exception.IsUnreadableEntry())
        {
            _failed = true;
        }
    }
}
