using Microsoft.AspNetCore.Components;

namespace AdminPortal.Invites;

/// <summary>A hairline that shortens towards the expiry.</summary>
public sealed partial class Lifeline
{
    [Inject]
    public required TimeProvider Time { get; init; }

    /// <summary>The invitation.</summary>
    [Parameter, EditorRequired]
    public required InviteRow Row { get; set; }

    /// <summary>Further declarations, beginning with a semicolon.</summary>
    [Parameter]
    public string? Style { get; set; }

    private double? Left => Row switch
    {
        { Status: InviteStatus.Sent or InviteStatus.Unconfirmed or InviteStatus.Revoking, ExpiresAt: { } expiresAt, Lifetime: { Ticks: > 0 } lifetime } =>
            Math.Clamp(100 * (expiresAt - Time.GetUtcNow()) / lifetime, 0, 100),
        _ => null,
    };
}
