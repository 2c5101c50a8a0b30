using AdminPortal.Shell;

namespace AdminPortal.Invites;

/// <summary>Tells every open page in this process which invitations have just changed.</summary>
public sealed class InviteChanges(ILogger<InviteChanges> logger) : ChangeFeed(logger);
