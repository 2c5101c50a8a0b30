using AdminPortal.Shell;

namespace AdminPortal.Requests;

/// <summary>Tells every open page in this process which requests have just come or been answered.</summary>
public sealed class RequestChanges(ILogger<RequestChanges> logger) : ChangeFeed(logger);
