using AdminPortal.Setup;
using AdminPortal.Testing;

namespace AdminPortal.Tests.Setup;

public sealed class EmailRulesTests
{
    private const string Link = "<a href=\"{{ url }}\">Go</a>";

    [Fact]
    public void The_starter_template_has_nothing_wrong_with_it() => Assert.Empty(Check(EmailContent.Starter));

    [Theory]
    [InlineData("one\n{% if user.name %}\n" + Link, 2, "The tag 'if' is not closed by {% endif %}.")]
    [InlineData(Link + "\n\n{% endif %}", 3, "The tag 'endif' closes nothing that is open here.")]
    [InlineData(Link + "\n{{ user.name | shout }}", 2, "The filter 'shout' is not supported.")]
    [InlineData(Link + "\n{{ user.name", 2, "The output {{ user.name is not closed by }}.")]
    public void A_mistake_in_Liquid_is_told_with_its_line_and_its_reason(string body, int line, string reason)
    {
        var problem = Assert.Single(Check(Content(body)));

        Assert.Equal((EmailField.Body, line, reason, true), (problem.Field, problem.Line, problem.Text, problem.Stops));
    }

    [Fact]
    public void A_mistake_in_the_subject_is_told_at_the_subject() =>
        Assert.Equal(EmailField.Subject, Assert.Single(Check(Content(Link) with { Subject = "{{ a b }}" })).Field);

    [Theory]
    [InlineData("{% if user.app_metadata.invitation %}" + Link + "{% else %}Ask again{% endif %}", "The password reset has no link")]
    [InlineData("{% if user.app_metadata.invitation %}Welcome{% else %}" + Link + "{% endif %}", "The invitation has no link")]
    [InlineData("<!-- " + Link + " --> Welcome <a href=\"https://example.com\">{{ url }}</a>", "has no link")]
    public void Both_mails_need_the_link_to_be_a_link(string body, string why)
    {
        var problems = Check(Content(body));

        Assert.Contains(problems, problem => problem.Stops && problem.Text.Contains(why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("user.name")]
    [InlineData("user.app_metadata.invitation.inviter")]
    [InlineData("user.app_metadata.invitation.message")]
    public void A_name_that_could_become_HTML_is_worth_a_look_and_stops_nothing(string word)
    {
        var problem = Assert.Single(Check(Content($"{Link}\n{{{{ {word} }}}}")));

        Assert.False(problem.Stops);
        Assert.Equal(2, problem.Line);
        Assert.Contains($"{word} | escape", problem.Text, StringComparison.Ordinal);
        Assert.Empty(Check(Content($"{Link}\n{{{{ {word} | escape }}}}")));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("welcome@example.com", true)]
    [InlineData("Acme <welcome@example.com>", true)]
    [InlineData("Acme <no-reply@auth0.com>", false)]
    [InlineData("{{ friendly_name }} <welcome@example.com>", true)]
    [InlineData("Acme", false)]
    [InlineData("Acme <welcome>", false)]
    public void A_sender_is_an_address_with_or_without_a_name(string from, bool good) =>
        Assert.Equal(good, Check(Content(Link) with { From = from }).Count == 0);

    [Fact]
    public void What_is_too_long_is_not_even_looked_at()
    {
        Assert.Contains("at most 100 KB", Assert.Single(Check(Content(Link + new string('x', EmailRules.LongestBody)))).Text, StringComparison.Ordinal);
        Assert.Equal(EmailField.Subject, Assert.Single(Check(Content(Link) with { Subject = new string('x', 501) })).Field);
        Assert.Equal(EmailField.Link, Assert.Single(Check(Content(Link) with { LinkSeconds = 31 * 86400 })).Field);
        Assert.Empty(Check(Content(Link) with { LinkSeconds = 30 * 86400 }));
    }

    private static EmailContent Content(string body) => new("", "Hello", body, null);

    private static IReadOnlyList<EmailProblem> Check(EmailContent content) => EmailRules.Check(content, new ManualClock());
}
