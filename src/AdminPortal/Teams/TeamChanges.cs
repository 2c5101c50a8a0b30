using AdminPortal.Shell;

namespace AdminPortal.Teams;

/// <summary>Tells every open page in this process which teams have just changed: also who leads them, and with that what their leads may see.</summary>
public sealed class TeamChanges(ILogger<TeamChanges> logger) : ChangeFeed(logger);
