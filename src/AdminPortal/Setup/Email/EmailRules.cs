using System.Text;
using System.Text.RegularExpressions;
using AdminPortal.Invites;

namespace AdminPortal.Setup;

/// <summary>What must hold of a template before it is published, and what is worth a look.</summary>
internal static partial class EmailRules
{
    /// <summary>Longest body, in bytes as they are sent.</summary>
    public const int LongestBody = 100 * 1024;

    /// <summary>Longest subject; it is a line.</summary>
    public const int LongestSubject = 500;

    /// <summary>Longest sender.</summary>
    public const int LongestFrom = 320;

    /// <summary>The longest that a link may live, in days.</summary>
    public const int LongestLinkDays = 30;

    private static readonly string[] OfAuth0 = ["@auth0.com", "@auth0user.net"];

    // Letters that no template holds by chance; the address is what the button of a real mail looks like.
    private const string Link = "https://tenant.example/u/reset-verify?ticket=q7Zk2Vw0pLx4";
    private const string Hostile = "<b>q7Zk2</b>";

    private static readonly EmailSample Person = new()
    {
        Email = "sample@example.com",
        Name = "Sample",
        Inviter = "Sample",
        Message = "Sample",
        Expiry = DateTimeOffset.UnixEpoch,
        Url = Link,
        FriendlyName = "Sample",
        ApplicationName = "Sample",
    };

    /// <summary>Whether a sender is one of Auth0's own, which makes it ignore the template.</summary>
    public static bool IsOfAuth0(string from) => OfAuth0.Any(domain => from.Contains(domain, StringComparison.OrdinalIgnoreCase));

    /// <summary>Everything that is wrong, what stops it first.</summary>
    public static IReadOnlyList<EmailProblem> Check(EmailContent content, TimeProvider clock)
    {
        var tooLong = TooLong(content);
        if (tooLong.Count > 0)
        {
            return tooLong;
        }

        var problems = new List<EmailProblem>();
        problems.AddRange(new[] { MailFace.Invitation, MailFace.Reset }.SelectMany(face => CheckFace(content, face, clock)).Distinct());
        if (content.Subject.Length == 0)
        {
            problems.Add(new EmailProblem(EmailField.Subject, null, "The subject is empty.", Stops: true));
        }

        if (content.LinkSeconds is { } seconds && seconds is < 3600 or > LongestLinkDays * 86400)
        {
            problems.Add(new EmailProblem(EmailField.Link, null, $"A link may live for between one hour and {LongestLinkDays} days.", Stops: true));
        }

        if (!problems.Exists(problem => problem.Stops))
        {
            problems.AddRange(Unescaped(content, clock));
        }

        return [.. problems.OrderByDescending(problem => problem.Stops)];
    }

    private static List<EmailProblem> TooLong(EmailContent content)
    {
        var problems = new List<EmailProblem>();
        if (content.From.Length > LongestFrom)
        {
            problems.Add(new EmailProblem(EmailField.From, null, $"The sender is longer than {LongestFrom} characters.", Stops: true));
        }

        if (content.Subject.Length > LongestSubject)
        {
            problems.Add(new EmailProblem(EmailField.Subject, null, $"The subject is longer than {LongestSubject} characters.", Stops: true));
        }

        if (Encoding.UTF8.GetByteCount(content.Body) is var size && size > LongestBody)
        {
            problems.Add(new EmailProblem(EmailField.Body, null, $"The body is {size / 1024.0:0.0} KB; at most {LongestBody / 1024} KB are taken.", Stops: true));
        }

        return problems;
    }

    private static List<EmailProblem> CheckFace(EmailContent content, MailFace face, TimeProvider clock)
    {
        var picture = EmailPreview.Render(content, Person, face, clock);
        if (picture is EmailPicture.Broken broken)
        {
            return [broken.Problem];
        }

        var mail = (EmailPicture.Mail)picture;
        var problems = new List<EmailProblem>();
        if (WhyNotSender(mail.From) is { } whyNot)
        {
            problems.Add(new EmailProblem(EmailField.From, null, whyNot, Stops: true));
        }

        if (string.IsNullOrWhiteSpace(mail.Html))
        {
            problems.Add(new EmailProblem(EmailField.Body, null, $"The {Name(face)} is empty.", Stops: true));
        }
        else if (!LeadsToTheLink(mail.Html))
        {
            problems.Add(new EmailProblem(EmailField.Body, null, $"The {Name(face)} has no link: nobody could set a password. Write <a href=\"{{{{ url }}}}\"> where people get it.", Stops: true));
        }

        return problems;
    }

    private static string? WhyNotSender(string from)
    {
        if (from.Length == 0)
        {
            return null;
        }

        if (IsOfAuth0(from))
        {
            return $"Auth0 ignores a template that comes from “{from}”. Write an address of your own domain.";
        }

        var address = Named().Match(from) is { Success: true } named ? named.Groups["address"].Value : from;
        return EmailAddress.Read(address).Why is null ? null : $"“{from}” is no sender. Write an address, or Name <address>.";
    }

    private static bool LeadsToTheLink(string html) =>
        Href().Matches(Comment().Replace(html, "")).Any(href => System.Net.WebUtility.HtmlDecode(href.Groups["to"].Value).StartsWith(Link, StringComparison.Ordinal));

    // People type these themselves, so what is in them must not become part of the mail's HTML.
    private static IEnumerable<EmailProblem> Unescaped(EmailContent content, TimeProvider clock)
    {
        (string Word, EmailSample With)[] untrusted =
        [
            ("user.name", Person with { Name = Hostile }),
            ("user.app_metadata.invitation.inviter", Person with { Inviter = Hostile }),
            ("user.app_metadata.invitation.message", Person with { Message = Hostile }),
        ];
        foreach (var (word, sample) in untrusted)
        {
            if (new[] { MailFace.Invitation, MailFace.Reset }.Any(face =>
                EmailPreview.Render(content, sample, face, clock) is EmailPicture.Mail mail && mail.Html.Contains(Hostile, StringComparison.Ordinal)))
            {
                yield return new EmailProblem(EmailField.Body, LineOf(content.Body, word), $"People choose what stands in {word}, and here it can become HTML. Write {{{{ {word} | escape }}}}.", Stops: false);
            }
        }
    }

    private static int? LineOf(string body, string word)
    {
        var at = body.IndexOf(word, StringComparison.Ordinal);
        return at < 0 ? null : body.AsSpan(0, at).Count('\n') + 1;
    }

    private static string Name(MailFace face) => face switch
    {
        MailFace.Invitation => "invitation",
        MailFace.Reset => "password reset",
    };

    [GeneratedRegex("^[^<>]*<(?<address>[^<>]+)>$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    [GeneratedRegex("<!--.*?-->", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex("""<a\s[^>]*?href\s*=\s*["']?(?<to>[^"'\s>]+)""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Href();
}
