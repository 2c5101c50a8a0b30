using AdminPortal.Data;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Audit;

/// <summary>The head of the audit: takes it away as a file, and checks that it is whole. Its form works without a WebSocket too.</summary>
public sealed partial class AuditCheck
{
    private AuditVerification? _found;
    private bool _busy;
    private bool _failed;
    private bool _notAllowed;

    [Inject]
    public required VerifyAudit Verify { get; init; }

    /// <summary>Where what is shown can be had as a file.</summary>
    [Parameter, EditorRequired]
    public required string ExportHref { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _found = await Verify.LastAsync();

    private async Task VerifyAsync()
    {
        if (_busy)
        {
            return;
        }

        (_busy, _failed) = (true, false);
        StateHasChanged();
        try
        {
            _found = await Verify.HandleAsync();
            _notAllowed = _found is null;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _failed = true;
        }
        finally
        {
            _busy = false;
        }
    }
}
