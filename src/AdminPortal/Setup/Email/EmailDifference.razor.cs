using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Setup;

/// <summary>What publishing would change, field by field and line by line.</summary>
public sealed partial class EmailDifference
{
    /// <summary>What the tenant has; null for nothing.</summary>
    [Parameter, EditorRequired]
    public EmailContent? Before { get; set; }

    /// <summary>What it would get.</summary>
    [Parameter, EditorRequired]
    public EmailContent After { get; set; } = EmailContent.Starter;

    private IEnumerable<(string Name, string Before, string After)> Fields => new[]
    {
        ("From", Before?.From ?? "", After.From),
        ("Subject", Before?.Subject ?? "", After.Subject),
        ("The link lives", Lifetime(Before), Lifetime(After)),
        ("State", Before is null ? "" : Before.Enabled ? "switched on" : "switched off", "switched on"),
        ("Body", Before?.Body ?? "", After.Body),
    }.Where(each => each.Item2 != each.Item3);

    private static string Lifetime(EmailContent? content) => content switch
    {
        null => "",
        { LinkSeconds: { } seconds } => TimeWords.Span(TimeSpan.FromSeconds(seconds)),
        _ => "5 days, as Auth0 has it",
    };

    private static string? Class(LineChange change) => change switch
    {
        LineChange.Same => null,
        LineChange.New => "new",
        LineChange.Gone => "gone",
        LineChange.Left => "left",
    };

    private static string? Word(LineChange change) => change switch
    {
        LineChange.New => "new:",
        LineChange.Gone => "gone:",
        LineChange.Same or LineChange.Left => null,
    };
}
