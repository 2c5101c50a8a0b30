using System.Text;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Turns somebody signed in into a person with the rights they have at this moment.</summary>
public sealed class RightsOf(AdminRoleMembers members, IOptions<SignInOptions> options)
{
    /// <summary>What gives the first admin their rights.</summary>
    public const string FirstAdminRoleName = "First admin";

    private static readonly HashSet<Right> Everything = [.. Enum.GetValues<Right>()];
    private static readonly HashSet<Right> OnlyProblems = [Right.SeeTenantProblems];

    /// <summary>The person behind an identity.</summary>
    public Person Person(SignedInIdentity who)
    {
        ArgumentNullException.ThrowIfNull(who);
        var (roleName, rights) = Decide(who);
        return new Person
        {
            Subject = who.Subject,
            Name = who.Name.Length > 0 ? who.Name : who.Email,
            Email = who.Email,
            RoleName = roleName,
            Rights = rights,
        };
    }

    private (string RoleName, HashSet<Right> Rights) Decide(SignedInIdentity who)
    {
        if (members.IsKnown && members.Members.Any(member => string.Equals(member.UserId, who.Subject, StringComparison.Ordinal)))
        {
            return (members.RoleName, Everything);
        }

        if (!IsFirstAdmin(who))
        {
            return ("", []);
        }

        // Nobody holds the role: somebody must be able to begin. While the holders can't be read that is not known,
        // so the first admin may only see what is wrong.
        return members.IsKnown
            ? members.Members.Count == 0 ? (FirstAdminRoleName, Everything) : ("", [])
            : (FirstAdminRoleName, OnlyProblems);
    }

    private bool IsFirstAdmin(SignedInIdentity who) =>
        options.Value.FirstAdmin.Trim() is { Length: > 0 } firstAdmin
        && who.EmailVerified
        && Ascii.EqualsIgnoreCase(firstAdmin, who.Email);
}
