using System.Text;
using System.Text.RegularExpressions;
using AdminPortal.Shell;
using AdminPortal.SignIn;

namespace AdminPortal.Setup;

/// <summary>Serves the mail of a draft to the frame beside the editor: from an address of its own, because a mail brings styles that the portal's policy forbids.</summary>
internal static partial class EmailPreviewEndpoint
{
    /// <summary>The address, up to the draft's id.</summary>
    public const string Path = "/setup/email/preview";

    // No script, no form, nothing loaded but pictures; its own origin is taken away from it even where the frame forgets to.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src https: data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox";

    /// <summary>The address of a face; <paramref name="saved"/> changes with the draft, so that the frame loads anew.</summary>
    public static string Address(Guid draft, MailFace face, SamplePerson person, bool dark, DateTimeOffset saved) =>
        $"{Path}/{draft:N}?face={face}&person={person}&theme={(dark ? "dark" : "light")}&at={saved.UtcTicks}".ToLowerInvariant();

    public static void MapEmailPreview(this WebApplication app) =>
        app.MapGet($"{Path}/{{draft:guid}}", AnswerAsync)
            .RequireAuthorization(nameof(Right.SeeTenantProblems))
            .WithMetadata(new FramedContent(Policy))
            .ExcludeFromDescription();

    private static async Task<IResult> AnswerAsync(
        HttpContext context, Guid draft, string? face, string? person, string? theme, EmailDesk desk, MailSurroundings surroundings, RightsOf rights, TimeProvider clock)
    {
        if (PersonClaims.Read(context.User) is not { } who || await desk.FindAsync(draft, who.Subject, context.RequestAborted) is not { } found)
        {
            return Results.NotFound();
        }

        var sample = surroundings.Sample(Enum.TryParse<SamplePerson>(person, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : SamplePerson.Usual, rights.Person(who).Name);
        var picture = EmailPreview.Render(found.Shown, sample, Enum.TryParse<MailFace>(face, ignoreCase: true, out var asked) && Enum.IsDefined(asked) ? asked : MailFace.Invitation, clock);
        context.Response.Headers.CacheControl = "no-store";
        return picture.Match(
            mail => Results.Text(InTheme(mail.Html, theme == "dark"), "text/html", Encoding.UTF8),
            broken => Results.Text(broken.Problem.Text, "text/plain", Encoding.UTF8));
    }

    // A mail asks the reader's system for its theme, and no browser lets a page answer in the system's place. So the question is put
    // as one that is always, or never, true.
    private static string InTheme(string html, bool dark) => PrefersTheme().Replace(html, asked =>
        string.Equals(asked.Groups["theme"].Value, dark ? "dark" : "light", StringComparison.OrdinalIgnoreCase) ? "(min-width: 0)" : "(max-width: 0)");

    [GeneratedRegex("""\(\s*prefers-color-scheme\s*:\s*(?<theme>dark|light)\s*\)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PrefersTheme();
}
