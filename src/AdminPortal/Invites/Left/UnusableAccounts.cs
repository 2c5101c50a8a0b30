namespace AdminPortal.Invites;

/// <summary>Inviters who still hold their role and whose account was found blocked or removed in Auth0. The role's list does not tell; somebody has to look.</summary>
public sealed class UnusableAccounts
{
    private IReadOnlySet<string> _subjects = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether an account was unusable when it was last looked at.</summary>
    public bool Holds(string subject) => Volatile.Read(ref _subjects).Contains(subject);

    /// <summary>Takes over what a look has found. Accounts that gave no answer keep what was known of them.</summary>
    public void Learn(IReadOnlyCollection<string> unusable, IReadOnlyCollection<string> usable) =>
        Volatile.Write(ref _subjects, Volatile.Read(ref _subjects).Except(usable, StringComparer.Ordinal).Union(unusable, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal));
}
