namespace Auth0Emulator.Tenant;

/// <summary>A role of the tenant; its id is <c>rol_</c> and 16 letters or digits.</summary>
public sealed record TenantRole
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }
}

/// <summary>One user holding one role.</summary>
public sealed record RoleMember(string RoleId, string UserId);
