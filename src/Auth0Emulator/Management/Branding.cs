using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>GET /branding: what was set of it.</summary>
public sealed class Branding(TenantState state)
{
    /// <summary>The tenant's colours and logo.</summary>
    public ApiReply Get(ManagementCall call)
    {
        var settings = state.Read(tenant => tenant.Settings);
        var json = new JsonObject();
        if (settings.PrimaryColor is { } primary)
        {
            json["colors"] = new JsonObject { ["primary"] = primary };
        }

        if (settings.LogoUrl is { } logo)
        {
            json["logo_url"] = logo;
        }

        return ApiReply.Ok(json);
    }
}
