using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>Where somebody is led who may not invite but ask; the slice that takes requests hangs its dialog here, so that this one need not know it.</summary>
public sealed class InviteDoor
{
    /// <summary>Opens the dialog that asks; null while nobody takes requests.</summary>
    public Func<Dialogs, Task>? OpenForAsking { get; private set; }

    /// <summary>What the button is called, and the dialog.</summary>
    public string AskName { get; private set; } = "";

    /// <summary>Whoever may only ask gets this dialog.</summary>
    public void OpensForAsking<TDialog>(string name)
        where TDialog : IComponent
    {
        AskName = name;
        OpenForAsking = dialogs => dialogs.OpenAsync<TDialog>(name);
    }
}
