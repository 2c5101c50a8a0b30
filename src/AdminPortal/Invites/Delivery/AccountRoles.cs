using AdminPortal.Auth0;

namespace AdminPortal.Invites;

/// <summary>Brings the roles of an invitation's account to what the invitation wants. Roles that somebody gave it in Auth0 are left alone.</summary>
internal sealed class AccountRoles(ManagementClient auth0)
{
    /// <summary>Adds what is missing, then takes away what this invitation gave and no longer wants: nobody loses a role because another one can't be had.</summary>
    public async Task<RolesAnswer> BringAsync(Invite invite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(invite);
        var userId = InviteAccount.UserId(invite);
        var unwanted = invite.AppliedRoles.Where(role => !invite.Roles.Includes(role)).ToList();
        HashSet<string> held = [];
        if (invite.Status != InviteStatus.Queued || unwanted.Count > 0)
        {
            // A new account need not be asked: giving a role twice does no harm.
            var read = await auth0.GetUserRolesAsync(userId, cancellationToken);
            if (read is not Auth0Result<IReadOnlyList<Auth0Role>>.Ok { Value: var roles })
            {
                return new RolesAnswer.Stopped(read.Select(_ => new Done()));
            }

            held = [.. roles.Select(role => role.Id)];
        }

        var missing = invite.Roles.Select(role => role.Id).Where(id => !held.Contains(id)).ToList();
        if (missing.Count > 0 && await auth0.AssignRolesAsync(userId, missing, cancellationToken) is var assigned and not Auth0Result<Done>.Ok)
        {
            return await JudgeAsync(invite, userId, assigned, held, cancellationToken);
        }

        var leftOver = unwanted.Select(role => role.Id).Where(held.Contains).ToList();
        if (leftOver.Count > 0 && await auth0.RemoveRolesAsync(userId, leftOver, cancellationToken) is var removed and not Auth0Result<Done>.Ok)
        {
            // A role deleted in the tenant since we asked: the account has it no longer either, which the next pass sees.
            return new RolesAnswer.Stopped(removed is Auth0Result<Done>.NotFound gone ? new Auth0Result<Done>.Unreachable(gone.Message, MayHaveActed: true) : removed);
        }

        return new RolesAnswer.Brought(invite.Roles);
    }

    // 404 is said of the account and of a role alike; the account can be asked for, and only its own answer says that it is gone.
    private async Task<RolesAnswer> JudgeAsync(Invite invite, string userId, Auth0Result<Done> assigned, HashSet<string> held, CancellationToken cancellationToken)
    {
        var before = invite.AppliedRoles.Where(role => held.Contains(role.Id)).ToList();
        switch (assigned)
        {
            case Auth0Result<Done>.Refused { Status: 400, Message: var why } when IsAboutAMissingRole(why):
                return new RolesAnswer.Missing(why, before);
            case Auth0Result<Done>.NotFound { Message: var message }:
                var account = await auth0.GetUserAsync(userId, cancellationToken);
                return account is Auth0Result<Auth0User>.Ok ? new RolesAnswer.Missing(message, before) : new RolesAnswer.Stopped(account.Select(_ => new Done()));
            default:
                return new RolesAnswer.Stopped(assigned);
        }
    }

    // Auth0 has no code for it. Too many roles, or a body it does not like, is no role that is gone.
    private static bool IsAboutAMissingRole(string message) =>
        message.Contains("role", StringComparison.OrdinalIgnoreCase)
        && (message.Contains("not exist", StringComparison.OrdinalIgnoreCase) || message.Contains("not found", StringComparison.OrdinalIgnoreCase));
}

/// <summary>What came of bringing roles to an account.</summary>
internal abstract record RolesAnswer
{
    private RolesAnswer()
    {
    }

    /// <summary>Through this invitation the account has these and no others.</summary>
    public sealed record Brought(IReadOnlyList<GrantedRole> Roles) : RolesAnswer;

    /// <summary>A role is not in the tenant; of this invitation's the account has <paramref name="Before"/>, as before.</summary>
    public sealed record Missing(string Message, IReadOnlyList<GrantedRole> Before) : RolesAnswer;

    /// <summary>Auth0 did not go along; not found means the account.</summary>
    public sealed record Stopped(Auth0Result<Done> Answer) : RolesAnswer;
}
