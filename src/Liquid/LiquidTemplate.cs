using System.Text.Json.Nodes;
using Liquid.Parsing;
using Liquid.Rendering;

namespace Liquid;

/// <summary>The part of Liquid that Auth0's email templates use, in the dialect of LiquidJS: a template and data in, a text or the line that is wrong out.</summary>
public static class LiquidTemplate
{
    /// <summary>Renders <paramref name="source"/> with <paramref name="data"/>; <paramref name="clock"/> answers "now" in the date filter.</summary>
    public static LiquidResult Render(string source, JsonObject data, TimeProvider clock, LiquidLimits? limits = null)
    {
        limits ??= LiquidLimits.Default;
        try
        {
            var template = TemplateParser.Parse(source, limits);
            var renderer = new Renderer(data, clock, limits);
            renderer.Render(template);
            return new LiquidResult.Rendered(renderer.Output);
        }
        catch (LiquidFault fault)
        {
            return new LiquidResult.Failed(fault.ToError(source));
        }
    }

    /// <summary>What is wrong with the template before any data is known; null when it can be rendered.</summary>
    public static LiquidError? Check(string source, LiquidLimits? limits = null)
    {
        try
        {
            TemplateParser.Parse(source, limits ?? LiquidLimits.Default);
            return null;
        }
        catch (LiquidFault fault)
        {
            return fault.ToError(source);
        }
    }
}
