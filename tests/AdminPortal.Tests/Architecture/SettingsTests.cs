using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace AdminPortal.Tests.Architecture;

/// <summary>appsettings.json shows every setting there is, with the default the code has.</summary>
public sealed class SettingsTests
{
    [Fact]
    public void Every_setting_stands_in_appsettings_with_its_default()
    {
        var wrong = new List<string>();
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(Root(), "appsettings.json")));
        foreach (var (section, options) in Sections())
        {
            if (settings.RootElement.TryGetProperty(section, out var written))
            {
                Compare(section, written, options, wrong);
            }
            else
            {
                wrong.Add($"The section {section} is missing.");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // An options class says where its settings stand in a constant; the portal's own name stands in Portal.
    private static IEnumerable<(string Section, object Options)> Sections() =>
        from type in typeof(AdminPortal.Program).Assembly.GetTypes()
        where type.Name.EndsWith("Options", StringComparison.Ordinal)
        let section = type == typeof(AdminPortal.Shell.PortalOptions) ? "Portal" : (string?)type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue()
        where section is not null
        select (section, Activator.CreateInstance(type)!);

    private static void Compare(string key, JsonElement written, object options, List<string> wrong)
    {
        foreach (var property in options.GetType().GetProperties().Where(IsSetting))
        {
            var (name, expected) = ($"{key}:{property.Name}", property.GetValue(options));
            if (!written.TryGetProperty(property.Name, out var value))
            {
                // The application people are invited to stands in one place only, under Invites.
                if (name != "Auth0:ApplicationClientId")
                {
                    wrong.Add($"{name} is missing; its default is {expected}.");
                }
            }
            else if (value.ValueKind == JsonValueKind.Object)
            {
                Compare(name, value, expected!, wrong);
            }
            else if (value.ValueKind != JsonValueKind.Array && value.ToString() != Convert.ToString(expected, CultureInfo.InvariantCulture))
            {
                wrong.Add($"{name} is {value}; the default in the code is {expected}.");
            }
        }
    }

    private static bool IsSetting(PropertyInfo property) =>
        property.SetMethod is { IsPublic: true } || property.PropertyType.IsAssignableTo(typeof(System.Collections.IList));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AdminPortal.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests don't run inside the repository.");
    }
}
