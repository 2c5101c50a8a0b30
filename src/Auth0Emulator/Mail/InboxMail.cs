namespace Auth0Emulator.Mail;

/// <summary>A mail the tenant's provider took.</summary>
public sealed record InboxMail
{
    public required string Id { get; init; }

    public required string To { get; init; }

    public required string From { get; init; }

    public required string Subject { get; init; }

    public required string Html { get; init; }

    public required string Text { get; init; }

    /// <summary>The addresses the HTML links to, in order, verbatim: a ticket's trailing # belongs to it.</summary>
    public required IReadOnlyList<string> Links { get; init; }

    public required DateTimeOffset SentAt { get; init; }
}
