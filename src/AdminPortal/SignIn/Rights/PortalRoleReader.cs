using AdminPortal.Auth0;

namespace AdminPortal.SignIn;

/// <summary>Reads who holds the portal's roles, for <see cref="PortalRoleMembers"/>; however many want it at once, one read runs.</summary>
public sealed class PortalRoleReader(ManagementClient management, PortalRoleMembers members, TimeProvider clock, IHostApplicationLifetime host)
{
    // A role that was given another name keeps its id: its holders are let go when the names are read again.
    private static readonly TimeSpan NamesHold = TimeSpan.FromMinutes(5);

    private readonly Lock _gate = new();
    private Task<int>? _underWay;
    private Task<int>? _next;

    // One writer: reads run one after the other.
    private IReadOnlyDictionary<PortalRole, string>? _ids;
    private DateTimeOffset _namesReadAt;

    /// <summary>
    /// One read of every role, begun after it was asked for, because a role given a moment ago shall count; whoever asks meanwhile shares it.
    /// A failure is told to the snapshot, not to the caller.
    /// </summary>
    /// <returns>How many calls it took.</returns>
    public Task<int> ReadAsync(CancellationToken cancellationToken)
    {
        Task<int> read;
        lock (_gate)
        {
            // What is under way may have passed the role that matters to this caller: one more follows it, and one is enough for all.
            read = _underWay is null ? _underWay = BeginAsync(null) : _next ??= BeginAsync(_underWay);
        }

        return read.WaitAsync(cancellationToken);
    }

    // It belongs to nobody: somebody who gives up at the door must not take it from the others.
    private Task<int> BeginAsync(Task? before) => Task.Run(
        async () =>
        {
            if (before is not null)
            {
                await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            try
            {
                using var lane = CallLane.Interactive.Enter();
                return await ReadOnceAsync(host.ApplicationStopping);
            }
            finally
            {
                lock (_gate)
                {
                    (_underWay, _next) = (_next, null);
                }
            }
        },
        CancellationToken.None);

    private async Task<int> ReadOnceAsync(CancellationToken cancellationToken)
    {
        var calls = 0;
        if (_ids is null || _ids.Count < RightsMatrix.Roles.Count || clock.GetUtcNow() - _namesReadAt >= NamesHold)
        {
            calls += await ReadNamesAsync(cancellationToken);
        }

        foreach (var (role, id) in _ids ?? new Dictionary<PortalRole, string>())
        {
            var answer = await management.GetRoleUsersAsync(id, cancellationToken);
            if (answer is Auth0Result<IReadOnlyList<RoleMember>>.NotFound)
            {
                // Removed, and perhaps made anew under another id: the next read looks.
                _ids = null;
            }

            calls += answer is Auth0Result<IReadOnlyList<RoleMember>>.Ok { Value.Count: var count } ? 1 + (count / ManagementClient.PageSize) : 1;
            members.Learn(role, answer);
        }

        return calls;
    }

    // All of them in one call: Auth0's filter takes one name, and finds "portal admins" and "no portal admin" as well.
    private async Task<int> ReadNamesAsync(CancellationToken cancellationToken)
    {
        var found = await management.GetRolesAsync(null, cancellationToken);
        if (found is not Auth0Result<IReadOnlyList<Auth0Role>>.Ok { Value: var roles })
        {
            foreach (var role in RightsMatrix.Roles.Where(role => _ids?.ContainsKey(role) != true))
            {
                members.Learn(role, found.Select(_ => NoMembers));
            }

            return 1;
        }

        var ids = new Dictionary<PortalRole, string>();
        foreach (var role in RightsMatrix.Roles)
        {
            var name = members.NameOf(role);
            if (roles.FirstOrDefault(each => string.Equals(each.Name, name, StringComparison.Ordinal)) is { Id: var id })
            {
                ids[role] = id;
            }
            else
            {
                members.Learn(role, new Auth0Result<IReadOnlyList<RoleMember>>.NotFound(name));
            }
        }

        (_ids, _namesReadAt) = (ids, clock.GetUtcNow());
        return 1 + (roles.Count / ManagementClient.PageSize);
    }

    private static IReadOnlyList<RoleMember> NoMembers => [];
}
