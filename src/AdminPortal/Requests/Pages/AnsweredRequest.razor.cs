using AdminPortal.Invites;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Requests;

/// <summary>One request that is answered.</summary>
public sealed partial class AnsweredRequest
{
    /// <summary>The request.</summary>
    [Parameter, EditorRequired]
    public required RequestRow Row { get; set; }

    private (string Icon, string Tone) Face => Row.Status switch
    {
        RequestStatus.Waiting => ("clock", "tone-amber"),
        RequestStatus.Approved => ("check", "tone-green"),
        RequestStatus.Declined => ("stop", "tone-red"),
        RequestStatus.Withdrawn => ("again", "tone-grey"),
        RequestStatus.Overtaken => ("done", "tone-grey"),
    };

    private string Told => string.Join(' ', new[] { Row.Correction, Row.Status is RequestStatus.Overtaken ? "Somebody else had invited this person." : null, Invitation }.OfType<string>());

    private string? Invitation => Row.InviteStatus is { } status ? $"The invitation is {RequestWords.Standing(status)}." : null;
}
