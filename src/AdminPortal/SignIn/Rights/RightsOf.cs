using System.Text;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Turns somebody signed in into a person with the rights they have at this moment.</summary>
public sealed class RightsOf(PortalRoleMembers members, IOptions<SignInOptions> options, IOptions<LeadsOptions> leads)
{
    /// <summary>What gives the first admin their rights.</summary>
    public const string FirstAdminRoleName = "First admin";

    private static readonly Dictionary<Right, Reach> Everything = RightsMatrix.Rights.Where(right => RightsMatrix.ReachOf(right, PortalRole.Admin) != Reach.None).ToDictionary(right => right, _ => Reach.Everything);
    private static readonly Dictionary<Right, Reach> OnlyProblems = new() { [Right.SeeTenantProblems] = Reach.Everything };

    /// <summary>The person behind an identity. Which teams they lead is not known here: see <see cref="CurrentPerson"/>.</summary>
    public Person Person(SignedInIdentity who)
    {
        ArgumentNullException.ThrowIfNull(who);
        var held = RightsMatrix.Roles.Where(role => members.Holds(role, who.Subject)).ToList();
        var person = new Person { Subject = who.Subject, Name = who.Name.Length > 0 ? who.Name : who.Email, Email = who.Email };
        if (held.Count > 0)
        {
            return person with
            {
                RoleName = string.Join(", ", held.Select(members.NameOf)),
                Roles = held.ToHashSet(),
                Reaches = ReachesOf(held),
                IsNarrowed = held.Exists(role => !members.IsKnown(role)),
            };
        }

        if (!IsFirstAdmin(who))
        {
            return person;
        }

        // Nobody holds the role: somebody must be able to begin. While the holders can't be read that is not known,
        // so the first admin may only see what is wrong.
        return members.IsKnown(PortalRole.Admin)
            ? members.Members(PortalRole.Admin).Count == 0 ? person with { RoleName = FirstAdminRoleName, Roles = new HashSet<PortalRole> { PortalRole.Admin }, Reaches = Everything } : person
            : person with { RoleName = FirstAdminRoleName, Reaches = OnlyProblems };
    }

    private Dictionary<Right, Reach> ReachesOf(List<PortalRole> held)
    {
        var reaches = new Dictionary<Right, Reach>();
        foreach (var right in RightsMatrix.Rights)
        {
            var reach = held.Where(role => members.IsKnown(role) || RightsMatrix.OnlyReads(right)).Select(role => Granted(right, role)).DefaultIfEmpty(Reach.None).Max();
            if (reach != Reach.None)
            {
                reaches[right] = reach;
            }
        }

        return reaches;
    }

    // Leads either invite or ask, as the setting says; an admin who leads a team as well invites anyway.
    private Reach Granted(Right right, PortalRole role) => (right, role) switch
    {
        (Right.InvitePeople, PortalRole.TeamLead) when !leads.Value.LeadsMayInvite => Reach.None,
        (Right.AskForInvites, PortalRole.TeamLead) when leads.Value.LeadsMayInvite => Reach.None,
        _ => RightsMatrix.ReachOf(right, role),
    };

    private bool IsFirstAdmin(SignedInIdentity who) =>
        options.Value.FirstAdmin.Trim() is { Length: > 0 } firstAdmin
        && who.EmailVerified
        && Ascii.EqualsIgnoreCase(firstAdmin, who.Email);
}
