using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auth0Emulator.Api;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>/branding: the colours, logo, icon and font of the tenant's pages; what was never set isn't told.</summary>
public sealed partial class Branding(TenantState state)
{
    private static readonly BodySchema Gradient = new(
        BodyField.Text("type") with { Required = true, OneOf = ["linear-gradient"] },
        BodyField.Text("start") with { Required = true, Pattern = Color() },
        BodyField.Text("end") with { Required = true, Pattern = Color() },
        new BodyField("angle_deg", BodyField.AnyType));

    private static readonly BodySchema Colors = new(
        BodyField.Text("primary") with { Nullable = true, Pattern = Color(), Description = "Accent color." },
        new BodyField("page_background", BodyField.AnyType));

    private static readonly BodySchema Schema = new(
        BodyField.Map("colors") with { Nullable = true, Schema = Colors, Description = "Custom color settings." },
        Address("favicon_url", "URL for the favicon. Must use HTTPS."),
        Address("logo_url", "URL for the logo. Must use HTTPS."),
        BodyField.Map("font") with { Nullable = true, Schema = new BodySchema(Address("url", "URL for the custom font. Must use HTTPS.")), Description = "Custom font settings." });

    /// <summary>GET /branding.</summary>
    public ApiReply Get(ManagementCall call) => ApiReply.Ok(Json(state.Read(tenant => tenant.Settings)));

    /// <summary>PATCH /branding: what is given replaces, null takes out.</summary>
    public ApiReply Change(ManagementCall call) => (Schema.Refusal(call.Body) ?? RefusalOfBackground((call.Fields["colors"] as JsonObject)?["page_background"])) is { } malformed
        ? malformed
        : state.Change(tenant =>
        {
            tenant.Settings = Changed(tenant.Settings, call.Fields);
            return ApiReply.Ok(Json(tenant.Settings));
        });

    private static BodyField Address(string name, string description) => BodyField.Text(name, max: 2048) with { Nullable = true, Format = TextFormats.StrictHttpsUri, Description = description };

    private static ApiReply? RefusalOfBackground(JsonNode? background)
    {
        var problem = background switch
        {
            null => null,
            JsonObject => Gradient.Problem(background, "colors.page_background") ?? ProblemOfAngle(background["angle_deg"]),
            _ => (BodyField.Text("page_background") with { Pattern = Color() }).Problem(background) is { } what ? new SchemaProblem(what, "colors.page_background", "Page background color.") : null,
        };
        return problem is null ? null : Auth0Errors.InvalidBody(problem.ToString());
    }

    private static SchemaProblem? ProblemOfAngle(JsonNode? angle) => BodySchema.TypeOf(angle) is "integer" or "number" || angle is null
        ? null
        : new SchemaProblem($"Expected type number but found type {BodySchema.TypeOf(angle)}", "colors.page_background.angle_deg", null);

    private static TenantSettings Changed(TenantSettings had, JsonObject body)
    {
        var changed = had with { LogoUrl = Replaced(body, "logo_url", had.LogoUrl), FaviconUrl = Replaced(body, "favicon_url", had.FaviconUrl) };
        if (body.TryGetPropertyValue("font", out var font))
        {
            changed = changed with { FontUrl = font is JsonObject given ? Replaced(given, "url", had.FontUrl) : null };
        }

        if (!body.TryGetPropertyValue("colors", out var colors))
        {
            return changed;
        }

        return colors is JsonObject chosen
            ? changed with
            {
                PrimaryColor = Replaced(chosen, "primary", had.PrimaryColor),
                PageBackground = chosen.TryGetPropertyValue("page_background", out var background) ? Background(background) : had.PageBackground,
            }
            : changed with { PrimaryColor = null, PageBackground = null };
    }

    private static string? Replaced(JsonObject body, string name, string? had) => body.ContainsKey(name) ? UserSchemas.Text(body, name) : had;

    private static PageBackground? Background(JsonNode? given) => given switch
    {
        null => null,
        JsonObject gradient => new PageBackground
        {
            Start = UserSchemas.Text(gradient, "start")!,
            End = UserSchemas.Text(gradient, "end"),
            AngleInDegrees = gradient["angle_deg"]?.GetValue<double>() ?? 0,
        },
        _ => new PageBackground { Start = given.GetValue<string>() },
    };

    private static JsonObject Json(TenantSettings settings)
    {
        var json = new JsonObject();
        var colors = new JsonObject();
        if (settings.PrimaryColor is { } primary)
        {
            colors["primary"] = primary;
        }

        if (settings.PageBackground is { } background)
        {
            colors["page_background"] = background.End is null
                ? background.Start
                : new JsonObject { ["type"] = "linear-gradient", ["start"] = background.Start, ["end"] = background.End, ["angle_deg"] = background.AngleInDegrees };
        }

        if (colors.Count > 0)
        {
            json["colors"] = colors;
        }

        if (settings.FaviconUrl is { } icon)
        {
            json["favicon_url"] = icon;
        }

        if (settings.LogoUrl is { } logo)
        {
            json["logo_url"] = logo;
        }

        if (settings.FontUrl is { } font)
        {
            json["font"] = new JsonObject { ["url"] = font };
        }

        return json;
    }

    [GeneratedRegex("^#(?:[0-9a-fA-F]{3}){1,2}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Color();
}
