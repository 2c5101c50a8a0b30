using System.Text.Json.Nodes;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Management;

/// <summary>The options of a connection. A write replaces them whole: what it leaves out falls back to Auth0's defaults.</summary>
public static class ConnectionOptions
{
    /// <summary>What options have to look like; Auth0 knows many more than these, which are kept as they come.</summary>
    public static BodySchema Schema { get; } = new(
        BodyField.Text("passwordPolicy") with { Nullable = true, OneOf = [.. Enum.GetValues<PasswordPolicy>().Select(policy => policy.ApiName())], Description = "Password strength level." },
        BodyField.Map("password_complexity_options") with
        {
            Nullable = true,
            Schema = new BodySchema(BodyField.Whole("min_length") with { Description = "Minimum password length." }) { Open = true },
            Description = "Password complexity options.",
        },
        BodyField.Map("password_history") with { Nullable = true, Description = "Options for password history policy." },
        BodyField.Map("password_dictionary") with { Nullable = true, Description = "Options for password dictionary policy." },
        BodyField.Map("password_no_personal_info") with { Nullable = true, Description = "Options for personal info in passwords policy." },
        BodyField.Flag("requires_username"),
        BodyField.Flag("disable_signup"),
        BodyField.Flag("disable_self_service_change_password"),
        BodyField.Flag("brute_force_protection"),
        BodyField.Flag("import_mode"))
    {
        Open = true,
    };

    /// <summary>The options as a read shows them.</summary>
    public static JsonObject Of(TenantConnection connection)
    {
        var options = connection.WrittenOptions?.DeepClone().AsObject() ?? (connection.IsDatabase ? Fresh(connection.PasswordPolicy) : []);
        if (!connection.IsDatabase)
        {
            return options;
        }

        var told = Written(connection, options);
        Set("passwordPolicy", connection.PasswordPolicy.ApiName(), told.PasswordPolicy == connection.PasswordPolicy);
        Set("requires_username", connection.RequiresUsername, told.RequiresUsername == connection.RequiresUsername);
        Set("disable_signup", connection.DisableSignup, told.DisableSignup == connection.DisableSignup);
        Set("disable_self_service_change_password", connection.DisableSelfServiceChangePassword, told.DisableSelfServiceChangePassword == connection.DisableSelfServiceChangePassword);
        if (connection.MinimumPasswordLength is { } length && length != told.MinimumPasswordLength)
        {
            options["password_complexity_options"] = new JsonObject { ["min_length"] = length };
        }

        return options;

        void Set(string name, JsonNode value, bool isSo)
        {
            if (!isSo)
            {
                options[name] = value;
            }
        }
    }

    /// <summary>The connection with options that were written.</summary>
    public static TenantConnection Written(TenantConnection connection, JsonObject options) => !connection.IsDatabase
        ? connection with { WrittenOptions = options.DeepClone().AsObject() }
        : connection with
        {
            WrittenOptions = options.DeepClone().AsObject(),
            PasswordPolicy = Policy(UserSchemas.Text(options, "passwordPolicy")),
            MinimumPasswordLength = (options["password_complexity_options"] as JsonObject)?["min_length"]?.GetValue<int>(),
            RequiresUsername = UserSchemas.Flag(options, "requires_username") ?? false,
            DisableSignup = UserSchemas.Flag(options, "disable_signup") ?? false,
            DisableSelfServiceChangePassword = UserSchemas.Flag(options, "disable_self_service_change_password") ?? false,
        };

    private static PasswordPolicy Policy(string? name) => name is null ? PasswordPolicy.None : Enum.GetValues<PasswordPolicy>().Single(policy => policy.ApiName() == name);

    private static JsonObject Fresh(PasswordPolicy policy) => new()
    {
        ["mfa"] = new JsonObject { ["active"] = true, ["return_enroll_settings"] = true },
        ["import_mode"] = false,
        ["passwordPolicy"] = policy.ApiName(),
        ["password_complexity_options"] = new JsonObject { ["min_length"] = policy.MinimumLength() },
        ["requires_username"] = false,
        ["disable_signup"] = false,
        ["disable_self_service_change_password"] = false,
        ["brute_force_protection"] = true,
    };
}
