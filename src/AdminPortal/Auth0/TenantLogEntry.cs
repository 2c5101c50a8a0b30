namespace AdminPortal.Auth0;

/// <summary>An entry of the tenant's log, and all that is ever kept of one: the rest of its details may hold live links, tickets and passwords.</summary>
public sealed record TenantLogEntry
{
    /// <summary>Auth0's id; reading goes on after it.</summary>
    public required string Id { get; init; }

    /// <summary>The code: <c>scpr</c>, <c>fn</c>, <c>scp</c> and so on.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened, on Auth0's clock.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The account it is about; missing on many entries.</summary>
    public string? UserId { get; init; }

    /// <summary>The address it is about, lower case, wherever the entry says it.</summary>
    public string? Email { get; init; }

    /// <summary>Name of the connection, where the entry says it.</summary>
    public string? Connection { get; init; }

    /// <summary>Which mail could not be handed over, on <c>fn</c>.</summary>
    public string? EmailType { get; init; }

    /// <summary>What went wrong, where something did.</summary>
    public string? Error { get; init; }
}
