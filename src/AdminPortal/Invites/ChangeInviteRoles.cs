using AdminPortal.Data;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>Changes the roles of an open invitation; the click is answered from the database, Auth0 follows, and no mail goes out.</summary>
public sealed partial class ChangeInviteRoles(
    CurrentPerson person,
    InviteChoices choices,
    IDbContextFactory<PortalDb> contexts,
    InviteChanges changes,
    WakeUp delivery,
    TimeProvider clock,
    ILogger<ChangeInviteRoles> logger)
{
    /// <summary>Notes the roles; what it does not allow, it says in a sentence.</summary>
    public async Task<ChangeRolesOutcome> HandleAsync(ChangeInviteRolesRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (await person.WhoMayAsync(Right.ChangeInviteRoles, request.Id.ToString(), cancellationToken) is not { } by)
        {
            return new ChangeRolesOutcome.NotAllowed();
        }

        return await LostRace.LookAgainAsync(() => TryAsync(request, by, cancellationToken));
    }

    private async Task<ChangeRolesOutcome> TryAsync(ChangeInviteRolesRequest request, Person by, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await person.ReachAsync(db.Invites, by, Right.ChangeInviteRoles, request.Id, cancellationToken) is not { } invite)
        {
            return new ChangeRolesOutcome.NotFound();
        }

        if (invite.WhyNoChangeRoles(now) is { } why)
        {
            return new ChangeRolesOutcome.NotPossible(why);
        }

        var offer = choices.Read();
        var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(each => each.Id == invite.TeamId, cancellationToken);
        var (roles, whyNot) = Choose(request.RoleIds.ToHashSet(StringComparer.Ordinal), invite, GrantableRoles.Of(by, Right.ChangeInviteRoles, team, offer), offer.RolesReadAt is not null);
        if (whyNot is not null)
        {
            if (offer.RolesReadAt is not null)
            {
                await person.RefusedAsync(by, Right.ChangeInviteRoles, request.Id.ToString());
            }

            return new ChangeRolesOutcome.Invalid(whyNot);
        }

        if (roles.Where(role => role.Administrative && !invite.Roles.Includes(role)).Select(role => role.Name).ToList() is { Count: > 0 } administrative && !request.AdministrativeRolesConfirmed)
        {
            return new ChangeRolesOutcome.ConfirmAdministrativeRoles(administrative);
        }

        if (roles.SameAs(invite.Roles))
        {
            // Pressed twice, or by two people: there is nothing to tell.
            return new ChangeRolesOutcome.Changed(invite.Email, [.. roles.Select(role => role.Name)]);
        }

        if (!invite.ChangeRoles(roles, now))
        {
            return new ChangeRolesOutcome.NotPossible("It changed meanwhile.");
        }

        // A crash after this line: the row says that roles are due, and the sweep finds it.
        db.AuditEntries.Add(InviteAudit.OfRolesChanged(invite, by.AsActor(), now));
        await db.SaveChangesAsync(cancellationToken);
        changes.Publish(invite.Id);
        delivery.Ring();
        Log.Changed(logger, invite.Id, by.Subject);
        return new ChangeRolesOutcome.Changed(invite.Email, [.. roles.Select(role => role.Name)]);
    }

    // What it has may stay although it is no longer on offer; what it gets must be.
    private static (IReadOnlyList<GrantedRole> Roles, string? WhyNot) Choose(HashSet<string> wanted, Invite invite, IReadOnlyList<RoleChoice> grantable, bool rolesAreKnown)
    {
        var kept = invite.Roles.Where(role => wanted.Contains(role.Id)).ToList();
        var added = grantable.Where(role => wanted.Contains(role.Id) && kept.All(each => each.Id != role.Id)).Select(role => new GrantedRole(role.Id, role.Name, role.Administrative)).ToList();
        if (kept.Count + added.Count == wanted.Count)
        {
            return ([.. kept, .. added], null);
        }

        return ([], rolesAreKnown
            ? "A role is no longer on offer. Choose the roles again."
            : "The tenant's roles could not be read yet, so none can be given. Try again in a moment.");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The roles of invitation {Invite} are changed by {By}")]
        public static partial void Changed(ILogger logger, Guid invite, string by);
    }
}
