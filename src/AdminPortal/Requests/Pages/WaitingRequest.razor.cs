using AdminPortal.Invites;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Requests;

/// <summary>One request that waits; its buttons work once the page is live, one at a time.</summary>
public sealed partial class WaitingRequest
{
    private bool _acting;

    [Inject]
    public required RequestActions Actions { get; init; }

    /// <summary>The request.</summary>
    [Parameter, EditorRequired]
    public required RequestRow Row { get; set; }

    /// <summary>Whether the one who looks may answer it.</summary>
    [Parameter, EditorRequired]
    public required bool Decides { get; set; }

    /// <summary>Whether the one who looks may ask, and so take back what they asked.</summary>
    [Parameter, EditorRequired]
    public required bool Asks { get; set; }

    private bool CanAct => RendererInfo.IsInteractive && !_acting;

    private string AsWhat => Row.Roles.Count is 0 ? "without a role" : $"as {InviteWords.Listed([.. Row.Roles.Select(role => role.Name)])}";

    private string Initials => string.Concat(Row.AskedByName.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => word[..1]).Take(2)).ToUpperInvariant();

    private async Task ActAsync(Func<Task> act)
    {
        if (!CanAct)
        {
            return;
        }

        _acting = true;
        try
        {
            await act();
        }
        finally
        {
            _acting = false;
        }
    }
}
