namespace AdminPortal.SignIn;

/// <summary>What team leads may do beyond seeing and sending again.</summary>
public sealed class LeadsOptions
{
    /// <summary>Where these settings stand.</summary>
    public const string Section = "Invites";

    /// <summary>Whether leads invite into their teams themselves; otherwise they ask, and an admin answers.</summary>
    public bool LeadsMayInvite { get; set; }
}
