using System.Globalization;
using System.Text;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using Microsoft.Extensions.Options;

namespace AdminPortal.Setup;

/// <summary>The checks as plain text, for a terminal, a ticket or a colleague; no secret, token or link stands in it.</summary>
public sealed class SetupReportText(IOptions<Auth0Options> auth0, ManagementTokenCache tokens, TimeProvider clock)
{
    private const int Width = 100;

    /// <summary>The whole report.</summary>
    public string Of(SetupReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"AdminPortal setup, checked {(report.CheckedAt is { } at ? $"{at:u}" : "never")} against {auth0.Value.Domain}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Working} work, {report.WithLimit} with a limit, {report.Failing} fail, {report.Unknown} could not be told");
        foreach (var row in report.Rows)
        {
            text.AppendLine();
            Row(text, row);
        }

        text.AppendLine();
        Token(text);
        return text.ToString();
    }

    private static void Row(StringBuilder text, CheckRow row)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"[{CheckFace.Of(row.Result).Mark}] {row.Title}");
        if (row.Result is not { } result)
        {
            Wrap(text, "Not asked yet.", "       ");
            return;
        }

        Wrap(text, result.Sentence, "       ");
        if (result is not CheckResult.Works)
        {
            Wrap(text, row.Meaning, "       ");
        }

        foreach (var (step, number) in (result.CureOrNone?.Steps ?? []).Select((step, at) => (step, at + 1)))
        {
            Wrap(text, step, string.Create(CultureInfo.InvariantCulture, $"       {number}. "));
        }

        if (result.CureOrNone?.Scopes is { Count: > 0 } scopes)
        {
            Wrap(text, string.Join(' ', scopes), "       Scopes: ");
        }

        foreach (var evidence in result.Evidence)
        {
            Wrap(text, $"{evidence.At:HH:mm:ss} {evidence.Asked}: {evidence.Said}", "       > ");
        }
    }

    private void Token(StringBuilder text)
    {
        var state = tokens.State;
        text.AppendLine("Management token");
        text.AppendLine(CultureInfo.InvariantCulture, $"       expires {(state.ExpiresAt is { } expires ? $"{expires:u}" : "(there is none)")}, last renewal {(state.RenewedAt is { } renewed ? $"{renewed:u}" : "never")}, written {clock.GetUtcNow():u}");
        Wrap(text, state.Scopes is { } scopes ? string.Join(' ', scopes.Order(StringComparer.Ordinal)) : "unknown", "       scopes ");
    }

    // The lines after the first stand under the text, not under its mark.
    private static void Wrap(StringBuilder text, string sentence, string lead)
    {
        var (line, indent) = (new StringBuilder(lead), new string(' ', lead.Length));
        foreach (var word in sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > lead.Length && line.Length + word.Length + 1 > Width)
            {
                text.AppendLine(line.ToString().TrimEnd());
                line.Clear().Append(indent);
            }

            line.Append(word).Append(' ');
        }

        text.AppendLine(line.ToString().TrimEnd());
    }
}
