using System.Reflection;
using System.Text.RegularExpressions;
using AdminPortal.Audit;

namespace AdminPortal.Tests.Audit;

/// <summary>Every entry reads as plain English.</summary>
public sealed partial class AuditWordsTests
{
    /// <summary>Every action that any class of the portal writes, by the constant that names it.</summary>
    public static TheoryData<string> Actions => [.. Found()];

    private static IEnumerable<string> Found() => typeof(AdminPortal.Program).Assembly.GetTypes()
        .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Where(constant => constant.IsLiteral && constant.FieldType == typeof(string))
        .Select(constant => (string)constant.GetRawConstantValue()!)
        .Where(text => NounAndVerb().IsMatch(text))
        .Distinct();

    [Theory]
    [MemberData(nameof(Actions))]
    public void Every_action_of_the_portal_has_words(string action)
    {
        Assert.True(AuditWords.Knows(action), $"Give \"{action}\" an icon, a tone and words in AuditWords.");
        Assert.DoesNotContain('.', AuditWords.Of(action, AuditOutcome.Allowed, "{}").Words);
    }

    [Fact]
    public void No_words_stand_there_for_what_never_happens() =>
        Assert.Empty(AuditWords.Choices.SelectMany(choice => choice.Actions).Select(choice => choice.Action).Except(Found()));

    [Fact]
    public void The_actions_are_found() =>
        Assert.Superset(new HashSet<string> { "invite.created", "invite.accepted", "access.refused", "setup.fixed", "settings.changed", "audit.exported", "branding.saved" }, Found().ToHashSet());

    [Theory]
    [InlineData("access.refused", AuditOutcome.Refused, """{"right":"RevokeInvites"}""", "Refused: revoke invitations")]
    [InlineData("invite.extended", AuditOutcome.Allowed, """{"expiresAt":"2026-11-24T10:00:00+00:00"}""", "Extended to 24 November")]
    [InlineData("team.created", AuditOutcome.Refused, "{}", "Refused: team made")]
    [InlineData("settings.changed", AuditOutcome.Allowed, """{"settings":{"A:B":"1 → 2","C:D":"x"}}""", "2 settings changed")]
    [InlineData("audit.exported", AuditOutcome.Allowed, """{"count":12}""", "Audit exported: 12")]
    [InlineData("garden.tree-planted", AuditOutcome.Allowed, "{}", "Garden tree planted")]
    [InlineData("nonsense", AuditOutcome.Allowed, "not json", "nonsense")]
    public void Details_and_unknown_actions_read_too(string action, AuditOutcome outcome, string details, string words) =>
        Assert.Equal(words, AuditWords.Of(action, outcome, details).Words);

    [Theory]
    [InlineData("system", "", "invite.accepted", "Auth0")]
    [InlineData("system", "", "invite.mail-taken", "Delivery")]
    [InlineData("system", "", "settings.changed", "The portal")]
    [InlineData("auth0|mira", "Mira Kovač", "invite.created", "Mira Kovač")]
    [InlineData("auth0|mira", "", "invite.created", "auth0|mira")]
    public void Who_did_it_is_told(string id, string name, string action, string who) => Assert.Equal(who, AuditWords.Who(id, name, action));

    [Fact]
    public void Details_are_told_one_by_one()
    {
        var details = AuditWords.Details("invite.created", """{"email":"ana@example.com","roles":["Member","Billing"],"lifetime":"7.00:00:00","expiresAt":"2026-11-24T10:00:00+00:00","inner":{"isBulk":true}}""");

        Assert.Equal(["Address: ana@example.com", "Roles: Member, Billing", "Lifetime: 7 days", "Expires: 2026-11-24 10:00:00Z", "Inner is bulk: yes"], details.Select(detail => $"{detail.Label}: {detail.Value}"));
        Assert.NotNull(details[3].At);
    }

    [Fact]
    public void What_guards_a_secret_is_not_shown()
    {
        Assert.Empty(AuditWords.Details("setup.secret-first-seen", """{"Key":"abc","Hash":"def"}"""));
        Assert.Equal("{}", AuditWords.Shown("setup.secret-first-seen", """{"Key":"abc","Hash":"def"}"""));
    }

    [GeneratedRegex("^(invite|team|request|session|access|setup|settings|audit|email-template|branding)\\.[a-z-]+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NounAndVerb();
}
