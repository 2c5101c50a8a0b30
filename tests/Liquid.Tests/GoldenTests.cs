using System.Text.Json;
using System.Text.Json.Nodes;

namespace Liquid.Tests;

/// <summary>Every case of Golden/*.json renders to what LiquidJS made of it; golden.mjs writes those files.</summary>
public sealed class GoldenTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 42, 38, TimeSpan.Zero);
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "*.json").Order(StringComparer.Ordinal))
        {
            foreach (var one in Read(file))
            {
                cases.Add(Path.GetFileNameWithoutExtension(file), (string)one!["name"]!);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_template_renders_as_LiquidJS_renders_it(string file, string name)
    {
        var one = Read(Path.Combine(Folder, file + ".json")).Single(candidate => (string)candidate!["name"]! == name)!.AsObject();
        var template = one["templateFile"] is { } path ? File.ReadAllText(Path.Combine(Folder, Path.GetFileName((string)path!))) : (string)one["template"]!;

        var result = LiquidTemplate.Render(template, one["data"]!.AsObject(), new StoppedClock(Now));

        Assert.Equal((string)one["expected"]!, result.Match(rendered => rendered.Text, failed => failed.Error.ToString()));
    }

    [Fact]
    public void The_golden_cases_are_there() => Assert.True(Cases().Count > 120, $"{Cases().Count} cases found in {Folder}");

    private static JsonArray Read(string file)
    {
        using var stream = File.OpenRead(file);
        return JsonSerializer.Deserialize<JsonArray>(stream)!;
    }
}
