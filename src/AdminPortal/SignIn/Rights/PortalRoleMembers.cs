using AdminPortal.Auth0;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Who holds the portal's roles, as last read; answers at once and says when it can't be known.</summary>
public sealed class PortalRoleMembers(TimeProvider clock, IOptions<SignInOptions> options) : IDisposable
{
    /// <summary>How long the last answer is good for while Auth0 gives no new one; after that it is good for reading only.</summary>
    public static readonly TimeSpan LastAnswerHolds = TimeSpan.FromMinutes(10);

    // Timers count whole milliseconds and may ring a little early.
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(50);

    private static readonly Snapshot NeverRead = new([], null, "The role has not been read yet.", false);

    // One writer: the watch and arrivals read the roles one at a time.
    private readonly Snapshot[] _snapshots = [.. RightsMatrix.Roles.Select(_ => NeverRead)];
    private readonly bool[] _toldKnown = new bool[RightsMatrix.Roles.Count];
    private readonly Lock _gate = new();
    private ITimer? _lapse;

    /// <summary>Who holds a role, or whether that can be relied on, has changed.</summary>
    public event Action? Changed;

    /// <summary>What a role is called in Auth0.</summary>
    public string NameOf(PortalRole role) => options.Value.NameOf(role);

    /// <summary>Whether the holders are known at this moment.</summary>
    public bool IsKnown(PortalRole role) => Known(Volatile.Read(ref _snapshots[(int)role]));

    /// <summary>Why the holders can't be read; null while the last read worked.</summary>
    public string? Problem(PortalRole role) => Volatile.Read(ref _snapshots[(int)role]).Problem;

    /// <summary>Whether the tenant has no role of this name.</summary>
    public bool IsMissing(PortalRole role) => Volatile.Read(ref _snapshots[(int)role]).IsMissing;

    /// <summary>The holders by the last answer, however old it is: ask <see cref="IsKnown"/> whether it still holds.</summary>
    public IReadOnlyList<RoleMember> Members(PortalRole role) => Volatile.Read(ref _snapshots[(int)role]).Members;

    /// <summary>When the holders were last read; null while they never were.</summary>
    public DateTimeOffset? ReadAt(PortalRole role) => Volatile.Read(ref _snapshots[(int)role]).ReadAt;

    /// <summary>Whether an account holds a role by the last answer.</summary>
    public bool Holds(PortalRole role, string subject) => Members(role).Any(member => string.Equals(member.UserId, subject, StringComparison.Ordinal));

    /// <summary>Takes over what a read of a role has brought.</summary>
    public void Learn(PortalRole role, Auth0Result<IReadOnlyList<RoleMember>> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (Take(role, answer))
        {
            Changed?.Invoke();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lapse?.Dispose();

    private bool Take(PortalRole role, Auth0Result<IReadOnlyList<RoleMember>> answer)
    {
        lock (_gate)
        {
            var before = _snapshots[(int)role];
            var after = answer.Match(
                members => new Snapshot(members, clock.GetUtcNow(), null, false),
                it => before with { Problem = it.Message },
                _ => new Snapshot([], clock.GetUtcNow(), $"The tenant has no role named {NameOf(role)}.", true),
                it => before with { Problem = it.Scopes.Count == 0 ? it.Message : $"The Management token lacks {string.Join(", ", it.Scopes)}." },
                it => before with { Problem = it.Message },
                _ => before with { Problem = "Auth0 asks the portal to slow down." },
                it => before with { Problem = it.Reason });
            Volatile.Write(ref _snapshots[(int)role], after);

            // The last answer may have lapsed since somebody was told of it.
            var lapsedOrCame = Known(after) != Known(before) | IsNews(role);
            WatchForLapse();
            return lapsedOrCame || !before.Members.SequenceEqual(after.Members);
        }
    }

    // Nothing comes from a silent Auth0: that its last answer is too old by now says the clock alone.
    private void OnLapse()
    {
        bool isNews;
        lock (_gate)
        {
            isNews = RightsMatrix.Roles.Where(IsNews).ToList().Count > 0; // every role is looked at
            WatchForLapse();
        }

        if (isNews)
        {
            Changed?.Invoke();
        }
    }

    private bool IsNews(PortalRole role)
    {
        var (isKnown, wasKnown) = (IsKnown(role), _toldKnown[(int)role]);
        _toldKnown[(int)role] = isKnown;
        return isKnown != wasKnown;
    }

    private void WatchForLapse()
    {
        if (_snapshots.Where(Known).Min(snapshot => snapshot.ReadAt) is not { } oldest)
        {
            return;
        }

        _lapse ??= clock.CreateTimer(_ => OnLapse(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _lapse.Change(oldest + LastAnswerHolds - clock.GetUtcNow() + Soon, Timeout.InfiniteTimeSpan);
    }

    private bool Known(Snapshot snapshot) =>
        snapshot.ReadAt is { } readAt && clock.GetUtcNow() - readAt < LastAnswerHolds;

    private sealed record Snapshot(IReadOnlyList<RoleMember> Members, DateTimeOffset? ReadAt, string? Problem, bool IsMissing);
}
