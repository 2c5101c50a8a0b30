using System.Text.Json.Nodes;

namespace Liquid.Tests;

/// <summary>A mistake in a template is told with its line and its reason, and nothing is rendered.</summary>
public sealed class MistakeTests
{
    [Theory]
    [InlineData("{% render 'x' %}", 1, "the tag 'render' is not supported")]
    [InlineData("a\nb\n{% include 'x' %}", 3, "the tag 'include' is not supported")]
    [InlineData("\n\n{{ x | json }}", 3, "the filter 'json' is not supported")]
    [InlineData("one\n{% if x %}\ntwo", 2, "the tag 'if' is not closed by {% endif %}")]
    [InlineData("{% for x in l %}\n{% endif %}", 2, "the tag 'endif' closes nothing that is open here")]
    [InlineData("{% else %}", 1, "the tag 'else' stands outside the block it belongs to")]
    [InlineData("{% if a %}{% else %}\n{% elsif b %}{% endif %}", 2, "the tag 'elsif' stands after 'else'")]
    [InlineData("{% if a %}{% else %}\n{% else %}{% endif %}", 2, "the tag 'else' stands after 'else'")]
    [InlineData("line\n{{ name", 2, "the output {{ name is not closed by }}")]
    [InlineData("line\n{% if name\nmore", 2, "the tag {% if name is not closed by %}")]
    [InlineData("{{ 'abc }}", 1, "the output {{ 'abc }} is not closed by }}")]
    [InlineData("{% assign x = 'abc %}", 1, "the quoted text is not closed")]
    [InlineData("{{ a b }}", 1, "unexpected 'b'")]
    [InlineData("{{ }}", 1, "the output is empty")]
    [InlineData("{% %}", 1, "the tag has no name")]
    [InlineData("{{ a | }}", 1, "the filter's name after | is missing")]
    [InlineData("{{ a | append }}", 1, "the filter 'append' needs 1 argument")]
    [InlineData("{{ a.b. }}", 1, "a name after the dot is missing")]
    [InlineData("{{ a[1 }}", 1, "the bracket is not closed by ]")]
    [InlineData("{{ (1..2 }}", 1, "the range is not closed by )")]
    [InlineData("{{ a == }}", 1, "a value is missing")]
    [InlineData("{% if %}x{% endif %}", 1, "a value is missing")]
    [InlineData("{% for x of l %}{% endfor %}", 1, "a loop is written {% for item in list %}")]
    [InlineData("{% for x in l limits:2 %}{% endfor %}", 1, "a for loop has no option 'limits'")]
    [InlineData("{% for x in l limit %}{% endfor %}", 1, "the option 'limit' needs a value: limit:2")]
    [InlineData("{% assign x 1 %}", 1, "an assignment is written {% assign name = value %}")]
    [InlineData("{% case x %}{{ y }}{% when 1 %}{% endcase %}", 1, "between 'case' and its first 'when' only text may stand")]
    [InlineData("\n{% raw %}", 2, "the tag 'raw' is not closed by {% endraw %}")]
    [InlineData("\n{% comment %}", 2, "the tag 'comment' is not closed by {% endcomment %}")]
    public void A_mistake_is_told_with_its_line(string template, int line, string reason)
    {
        var error = LiquidTemplate.Check(template);

        Assert.Equal(new LiquidError(line, reason), error);
        Assert.Equal(new LiquidResult.Failed(error!), Render(template));
    }

    [Theory]
    [InlineData("ok\n{{ '%zz' | url_decode }}", 2, "the filter 'url_decode': a % is not followed by two hexadecimal digits")]
    [InlineData("{{ '%ff' | url_decode }}", 1, "the filter 'url_decode': the text is not UTF-8")]
    [InlineData("{{ '0001-01-01T00:00:00Z' | date: '%H', 60 }}", 1, "the filter 'date': the date is outside the calendar in that time zone")]
    [InlineData("\n\n{{ 'now' | date: '%H', 'Mars/Olympus' }}", 3, "the filter 'date': there is no time zone 'Mars/Olympus'")]
    public void A_mistake_that_only_the_data_shows_is_told_with_its_line_too(string template, int line, string reason) =>
        Assert.Equal(new LiquidResult.Failed(new LiquidError(line, reason)), Render(template));

    [Fact]
    public void A_sound_template_has_no_mistake() => Assert.Null(LiquidTemplate.Check("{% if a %}{{ b | escape }}{% endif %}"));

    private static LiquidResult Render(string template) =>
        LiquidTemplate.Render(template, new JsonObject { ["l"] = new JsonArray(1) }, new StoppedClock(DateTimeOffset.UnixEpoch));
}
