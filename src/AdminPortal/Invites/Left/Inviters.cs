using System.Text;
using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>Tells who may invite at this moment, by the last answer about the roles while that holds. Silence proves nothing about anybody.</summary>
public sealed class Inviters(PortalRoleMembers members, UnusableAccounts unusable, IOptions<SignInOptions> signIn, IOptions<LeadsOptions> leads)
{
    /// <summary>Why it can't be told who may invite; null while it can.</summary>
    public string? WhyNotKnown => Needed.Where(role => !members.IsKnown(role)).Select(role => $"Who holds {members.NameOf(role)} can't be read at the moment. {members.Problem(role)}".TrimEnd()).FirstOrDefault();

    private IEnumerable<PortalRole> Needed => leads.Value.LeadsMayInvite ? [PortalRole.Admin, PortalRole.TeamLead] : [PortalRole.Admin];

    /// <summary>Who may invite, in one look at the record.</summary>
    /// <param name="db">The record.</param>
    /// <param name="asking">The person who asks; whoever decides about invitations may make them. Null when nobody does.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AbleInviters> ReadAsync(PortalDb db, Person? asking, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var ledBy = leads.Value.LeadsMayInvite
            ? (await db.TeamLeads.AsNoTracking().ToListAsync(cancellationToken)).Where(lead => members.Holds(PortalRole.TeamLead, lead.Subject)).Select(lead => (lead.TeamId, lead.Subject)).ToHashSet()
            : [];
        return new AbleInviters(
            [.. members.Members(PortalRole.Admin).Where(member => !unusable.Holds(member.UserId))],
            leads.Value.LeadsMayInvite ? [.. members.Members(PortalRole.TeamLead).Where(member => !unusable.Holds(member.UserId))] : [],
            ledBy,
            [.. await FirstAdminsAsync(db, cancellationToken), .. asking is null ? Array.Empty<string>() : [asking.Subject]],
            subject => WhyNot(subject));
    }

    // The setting names an address; which account that is, its sign-ins tell.
    private async Task<IReadOnlyList<string>> FirstAdminsAsync(PortalDb db, CancellationToken cancellationToken)
    {
        if (signIn.Value.FirstAdmin.Trim() is not { Length: > 0 } firstAdmin)
        {
            return [];
        }

        var people = await db.Sessions.Where(session => session.EmailVerified).Select(session => new { session.Subject, session.Email }).Distinct().ToListAsync(cancellationToken);
        return [.. people.Where(person => Ascii.EqualsIgnoreCase(person.Email, firstAdmin)).Select(person => person.Subject)];
    }

    private string WhyNot(string subject)
    {
        var (admin, lead) = (members.NameOf(PortalRole.Admin), members.NameOf(PortalRole.TeamLead));
        return unusable.Holds(subject)
            ? "has an account in Auth0 that is blocked or removed"
            : (leads.Value.LeadsMayInvite, members.Holds(PortalRole.TeamLead, subject)) switch
            {
                (true, true) => $"no longer holds {admin} and does not lead the team",
                (true, false) => $"no longer holds {admin} or {lead}",
                (false, true) => $"no longer holds {admin}, and leads ask instead of inviting",
                (false, false) => $"no longer holds {admin}",
            };
    }
}

/// <summary>Who may invite, as of one look.</summary>
public sealed class AbleInviters
{
    private readonly IReadOnlyList<RoleMember> _admins;
    private readonly IReadOnlyList<RoleMember> _leads;
    private readonly IReadOnlySet<(Guid Team, string Subject)> _ledBy;
    private readonly HashSet<string> _everywhere;
    private readonly Func<string, string> _whyNot;

    internal AbleInviters(IReadOnlyList<RoleMember> admins, IReadOnlyList<RoleMember> leads, IReadOnlySet<(Guid Team, string Subject)> ledBy, IReadOnlyList<string> others, Func<string, string> whyNot)
    {
        (_admins, _leads, _ledBy, _whyNot) = (admins, leads, ledBy, whyNot);
        _everywhere = [.. admins.Select(admin => admin.UserId), .. others];
    }

    /// <summary>Why an inviter may no longer invite into a team, as the rest of a sentence that begins with their name; null when they may.</summary>
    public string? WhyLeft(string inviterId, Guid? team) =>
        _everywhere.Contains(inviterId) || (team is { } id && _ledBy.Contains((id, inviterId)) && _leads.Any(lead => lead.UserId == inviterId)) ? null : _whyNot(inviterId);

    /// <summary>Whom an invitation into a team may be given to: the admins and the team's leads.</summary>
    public IReadOnlyList<RoleMember> Candidates(Guid? team) =>
        [.. _admins.Concat(_leads.Where(lead => team is { } id && _ledBy.Contains((id, lead.UserId)))).DistinctBy(member => member.UserId).OrderBy(member => member.Name, StringComparer.OrdinalIgnoreCase)];
}
