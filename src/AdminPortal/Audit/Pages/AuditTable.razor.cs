using AdminPortal.Data;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Audit;

/// <summary>The entries themselves, as plain HTML: what is written does not change.</summary>
public sealed partial class AuditTable
{
    private AuditPageRows? _page;
    private bool _failed;

    [Inject]
    public required AuditList List { get; init; }

    /// <summary>Which part of the audit.</summary>
    [Parameter, EditorRequired]
    public required AuditListQuery Query { get; set; }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _page = (await List.HandleAsync(Query)).Match<AuditPageRows?>(it => it.Entries, _ => null);
            _failed = false;
        }
        catch (Exception exception) when (exception.IsStorageTrouble() || exception.IsUnreadableEntry())
        {
            _failed = true;
        }
    }

    private static string Counted(long count) => count is 1 ? "1 entry is" : $"{AuditWords.Number(count)} entries are";
}
