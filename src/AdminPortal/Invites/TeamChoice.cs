namespace AdminPortal.Invites;

/// <summary>A team on offer to one person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="DefaultRoleIds">The roles its invitations begin with, as far as this person may give them.</param>
/// <param name="GrantableRoleIds">The roles this person may give in it.</param>
public sealed record TeamChoice(Guid Id, string Name, IReadOnlyList<string> DefaultRoleIds, IReadOnlyList<string> GrantableRoleIds);
