using System.Text.Json.Nodes;

namespace Liquid.Tests;

/// <summary>No template can hang its host or fill its memory.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData("{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}{% endfor %}{% endfor %}{% endfor %}", "the template does too much")]
    [InlineData("{% for a in (1..99999999999) %}{% endfor %}", "the range has more than")]
    [InlineData("{% assign x = 'abcdefgh' %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}", "a value is longer than")]
    [InlineData("{% assign x = 'aaaaaaaaaaaaaaaa' %}{% for i in (1..60) %}{% assign x = x | replace: 'a', x %}{% endfor %}", "a value is longer than")]
    [InlineData("{% assign x = 'abcdefgh' %}{% for i in (1..60) %}{% assign x = x | replace: '', x %}{% endfor %}", "a value is longer than")]
    [InlineData("{% assign l = 'a,b' | split: ',' %}{% for i in (1..60) %}{% assign l = l | concat: l %}{% endfor %}", "a value is longer than")]
    [InlineData("{% assign s = 'now' | date: '%999999999d' %}", "a value is longer than")]
    [InlineData("{% for i in (1..900000) %}0123456789{% endfor %}", "the result is longer than")]
    [InlineData("{% assign x = 'abcdefgh' %}{% for i in (1..16) %}{% assign x = x | append: x %}{% endfor %}{% for i in (1..900000) %}{% assign y = x | upcase %}{% endfor %}", "the template does too much")]
    [InlineData("{% assign x = 'abcdefgh' %}{% for i in (1..16) %}{% assign x = x | append: x %}{% endfor %}{% for i in (1..900000) %}{% if x contains 'z' %}{% endif %}{% endfor %}", "the template does too much")]
    public void A_template_that_does_too_much_is_stopped(string template, string reason)
    {
        var failed = Assert.IsType<LiquidResult.Failed>(Render(template));
        Assert.StartsWith(reason, failed.Error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Blocks_can_not_be_nested_without_end()
    {
        var template = string.Concat(Enumerable.Repeat("{% if true %}", 5000)) + string.Concat(Enumerable.Repeat("{% endif %}", 5000));
        Assert.Equal("more than 50 blocks stand inside each other", Assert.IsType<LiquidResult.Failed>(Render(template)).Error.Reason);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("not ")]
    [InlineData("(")]
    [InlineData("a == ")]
    [InlineData("a and ")]
    public void Expressions_can_not_be_nested_without_end(string part)
    {
        var template = "{{ " + string.Concat(Enumerable.Repeat(part, 20_000)) + " }}";
        Assert.Equal("the expression is nested too deeply", Assert.IsType<LiquidResult.Failed>(Render(template)).Error.Reason);
    }

    [Fact]
    public void A_host_can_set_tighter_limits()
    {
        var limits = new LiquidLimits { Length = 10 };
        Assert.IsType<LiquidResult.Rendered>(LiquidTemplate.Render("0123456789", [], TimeProvider.System, limits));
        Assert.IsType<LiquidResult.Failed>(LiquidTemplate.Render("0123456789+", [], TimeProvider.System, limits));
    }

    private static LiquidResult Render(string template) => LiquidTemplate.Render(template, new JsonObject(), new StoppedClock(DateTimeOffset.UnixEpoch));
}
