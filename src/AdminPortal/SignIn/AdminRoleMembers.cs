using AdminPortal.Auth0;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Who holds the admin role, as last read; answers at once and says when it can't be known.</summary>
public sealed class AdminRoleMembers(TimeProvider clock, IOptions<SignInOptions> options)
{
    /// <summary>How long the last answer is good for while Auth0 gives no new one.</summary>
    public static readonly TimeSpan LastAnswerHolds = TimeSpan.FromMinutes(10);

    private static readonly Snapshot NeverRead = new([], null, "The role has not been read yet.");

    private volatile Snapshot _snapshot = NeverRead;
    private volatile bool _toldKnown;

    /// <summary>Who holds the role, or who may hold it, has changed.</summary>
    public event Action? Changed;

    /// <summary>The role's name.</summary>
    public string RoleName => options.Value.AdminRole;

    /// <summary>Whether the holders are known at this moment.</summary>
    public bool IsKnown => Known(_snapshot);

    /// <summary>Why the holders can't be read; null while the last read worked.</summary>
    public string? Problem => _snapshot.Problem;

    /// <summary>The holders, empty while they are not known.</summary>
    public IReadOnlyList<RoleMember> Members => _snapshot is var snapshot && Known(snapshot) ? snapshot.Members : [];

    /// <summary>Takes over what a read of the role has brought.</summary>
    public void Learn(Auth0Result<IReadOnlyList<RoleMember>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var before = _snapshot;
        var wasKnown = Known(before);
        _snapshot = answer.Match(
            members => new Snapshot(members, clock.GetUtcNow(), null),
            it => before with { Problem = it.Message },
            _ => new Snapshot([], clock.GetUtcNow(), $"The tenant has no role named {RoleName}."),
            it => before with { Problem = it.Scopes.Count == 0 ? it.Message : $"The Management token lacks {string.Join(", ", it.Scopes)}." },
            it => before with { Problem = it.Message },
            _ => before with { Problem = "Auth0 asks the portal to slow down." },
            it => before with { Problem = it.Reason });
        // The last answer may also have lapsed since somebody was told of it, or have lapsed unannounced (the machine slept) and come back.
        var isKnown = Known(_snapshot);
        var lapsedOrCame = isKnown != _toldKnown || (isKnown && !wasKnown);
        _toldKnown = isKnown;
        if (lapsedOrCame || !before.Members.SequenceEqual(_snapshot.Members))
        {
            Changed?.Invoke();
        }
    }

    private bool Known(Snapshot snapshot) =>
        snapshot.ReadAt is { } readAt && clock.GetUtcNow() - readAt < LastAnswerHolds;

    private sealed record Snapshot(IReadOnlyList<RoleMember> Members, DateTimeOffset? ReadAt, string? Problem);
}
