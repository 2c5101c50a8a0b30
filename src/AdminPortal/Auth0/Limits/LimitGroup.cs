namespace AdminPortal.Auth0;

/// <summary>Calls that Auth0 counts together, as finely as any of its plans tells them apart.</summary>
public enum LimitGroup
{
    /// <summary>GET of users, by id, address or search.</summary>
    ReadUsers,

    /// <summary>POST and PATCH of users themselves; their roles belong to the others.</summary>
    WriteUsers,

    /// <summary>DELETE of users.</summary>
    DeleteUsers,

    /// <summary>The tenant's log.</summary>
    ReadLogs,

    /// <summary>GET of applications.</summary>
    ReadClients,

    /// <summary>GET of connections.</summary>
    ReadConnections,

    /// <summary>GET of email templates.</summary>
    ReadEmailTemplates,

    /// <summary>Changes of email templates.</summary>
    WriteEmailTemplates,

    /// <summary>GET of the email provider.</summary>
    ReadEmailProvider,

    /// <summary>Changes of the email provider.</summary>
    WriteEmailProvider,

    /// <summary>Every other call of the Management API: roles, tickets, branding.</summary>
    Others,

    /// <summary>The Authentication API, all of it.</summary>
    Authentication,
}

/// <summary>Says which group a request counts to.</summary>
internal static class LimitGroups
{
    private const string Api = "/api/v2/";

    /// <summary>The group of a request by its method and its path as it is sent, ids still encoded.</summary>
    public static LimitGroup Of(HttpMethod method, string path)
    {
        if (!path.StartsWith(Api, StringComparison.Ordinal))
        {
            return LimitGroup.Authentication;
        }

        var reads = method == HttpMethod.Get;
        return path[Api.Length..].Split('/') switch
        {
            ["users"] or ["users", _] or ["users-by-email"] => reads ? LimitGroup.ReadUsers : method == HttpMethod.Delete ? LimitGroup.DeleteUsers : LimitGroup.WriteUsers,
            ["logs", ..] or ["users", _, "logs"] when reads => LimitGroup.ReadLogs,
            ["clients"] or ["clients", _] when reads => LimitGroup.ReadClients,
            ["connections", ..] when reads => LimitGroup.ReadConnections,
            ["email-templates", ..] => reads ? LimitGroup.ReadEmailTemplates : LimitGroup.WriteEmailTemplates,
            ["emails", "provider"] => reads ? LimitGroup.ReadEmailProvider : LimitGroup.WriteEmailProvider,
            _ => LimitGroup.Others,
        };
    }
}
