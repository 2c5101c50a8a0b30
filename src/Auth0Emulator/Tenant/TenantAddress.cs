namespace Auth0Emulator.Tenant;

/// <summary>Where the tenant is reached; known once its port is.</summary>
public sealed class TenantAddress
{
    private Uri? _address;

    /// <summary>The address itself, such as http://localhost:5081/.</summary>
    public Uri Value => _address ?? throw new InvalidOperationException("The tenant has not started yet.");

    /// <summary>Without the trailing slash: what paths are appended to.</summary>
    public string Root => Value.GetLeftPart(UriPartial.Authority);

    /// <summary>The <c>iss</c> of its tokens, with the trailing slash.</summary>
    public string Issuer => Root + "/";

    /// <summary>The identifier of the Management API, with the trailing slash.</summary>
    public string ManagementAudience => Root + "/api/v2/";

    /// <summary>The audience of an access token that names no API.</summary>
    public string UserinfoAudience => Root + "/userinfo";

    /// <summary>What <c>hostname</c> says in log entries.</summary>
    public string Host => Value.Authority;

    internal void Set(Uri address) => _address = address;
}
