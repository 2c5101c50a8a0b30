using Liquid;

namespace AdminPortal.Setup;

/// <summary>Makes of a template the mail that Auth0 would send, with the same Liquid.</summary>
public static class EmailPreview
{
    /// <summary>The mail; or where the template is wrong.</summary>
    public static EmailPicture Render(EmailContent content, EmailSample sample, MailFace face, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(sample);
        var words = sample.Variables(face);
        var texts = new List<string>();
        foreach (var (field, source) in new[] { (EmailField.From, content.From), (EmailField.Subject, content.Subject), (EmailField.Body, content.Body) })
        {
            switch (LiquidTemplate.Render(source, words, clock))
            {
                case LiquidResult.Rendered rendered:
                    texts.Add(rendered.Text);
                    break;
                case LiquidResult.Failed failed:
                    return new EmailPicture.Broken(new EmailProblem(field, failed.Error.Line, Sentence(failed.Error.Reason), Stops: true));
            }
        }

        return new EmailPicture.Mail(OneLine(texts[0]), OneLine(texts[1]), texts[2]);
    }

    private static string Sentence(string reason) => $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.";

    // As Auth0 does: a line end in a header would start a new one.
    private static string OneLine(string text) => string.Join(' ', text.Split(['\r', '\n', '\0'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}

/// <summary>What a template comes to.</summary>
public abstract record EmailPicture
{
    private EmailPicture()
    {
    }

    /// <summary>A mail.</summary>
    public sealed record Mail(string From, string Subject, string Html) : EmailPicture;

    /// <summary>The template is wrong there.</summary>
    public sealed record Broken(EmailProblem Problem) : EmailPicture;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Mail, T> mail, Func<Broken, T> broken) => this switch
    {
        Mail it => mail(it),
        Broken it => broken(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}

/// <summary>The fields of the editor.</summary>
public enum EmailField
{
    /// <summary>Who it comes from.</summary>
    From,

    /// <summary>What it is about.</summary>
    Subject,

    /// <summary>What it says.</summary>
    Body,

    /// <summary>How long the link lives.</summary>
    Link,
}

/// <summary>Something wrong with a template.</summary>
/// <param name="Field">Where.</param>
/// <param name="Line">The line it stands on, counted from 1; null when it is not about one line.</param>
/// <param name="Text">What, in a sentence.</param>
/// <param name="Stops">Whether it can't be published like this; otherwise it is only worth a look.</param>
public sealed record EmailProblem(EmailField Field, int? Line, string Text, bool Stops);
