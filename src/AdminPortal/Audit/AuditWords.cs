using System.Globalization;
using System.Text;
using System.Text.Json;
using AdminPortal.Shell;

namespace AdminPortal.Audit;

/// <summary>How an action looks and reads.</summary>
/// <param name="Icon">Its symbol.</param>
/// <param name="Tone">Its colour.</param>
/// <param name="Words">What happened.</param>
public sealed record AuditFace(string Icon, string Tone, string Words);

/// <summary>Puts entries into plain English. Audit knows no slice that writes into it, so it knows their actions by name; one it does not know still reads.</summary>
public static class AuditWords
{
    /// <summary>How the portal itself is called.</summary>
    public const string Portal = "The portal";

    private static readonly Dictionary<string, AuditFace> Faces = new(StringComparer.Ordinal)
    {
        ["invite.created"] = new("plus", "blue", "Invited"),
        ["invite.mail-taken"] = new("send", "amber", "Email accepted by Auth0"),
        ["invite.waits"] = new("clock", "grey", "Waits"),
        ["invite.unconfirmed"] = new("question", "amber", "Not confirmed"),
        ["invite.failed"] = new("failed", "red", "Not sent"),
        ["invite.resend-asked-for"] = new("again", "blue", "Resend asked for"),
        ["invite.expired"] = new("lapsed", "grey", "Expired"),
        ["invite.revoke-asked-for"] = new("stop", "red", "Revoked"),
        ["invite.revoked"] = new("stop", "red", "Revocation done in Auth0"),
        ["invite.account-removed"] = new("stop", "grey", "Unused account removed"),
        ["invite.account-missing"] = new("alert", "amber", "Account found deleted in Auth0"),
        ["invite.mail-lost"] = new("question", "amber", "Answer to the email request lost"),
        ["invite.mail-found"] = new("send", "amber", "Email found in Auth0’s log"),
        ["invite.mail-absent"] = new("again", "grey", "No email in Auth0’s log"),
        ["invite.mail-refused"] = new("failed", "red", "Mail provider did not take the email"),
        ["invite.link-tried"] = new("link", "grey", "Link tried in vain"),
        ["invite.extended"] = new("extend", "grey", "Extended"),
        ["invite.roles-changed"] = new("shield", "blue", "Roles changed"),
        ["invite.roles-applied"] = new("shield", "grey", "Roles changed in Auth0"),
        ["invite.roles-refused"] = new("shield", "red", "Roles not changed in Auth0"),
        ["invite.team-changed"] = new("people", "blue", "Team changed"),
        ["invite.kept"] = new("done", "blue", "Kept after its inviter left"),
        ["invite.reassigned"] = new("person", "blue", "Given to another inviter"),
        ["invite.looked-up"] = new("search", "grey", "Looked up by support"),
        ["invite.accepted"] = new("check", "green", "Accepted"),
        ["invite.signed-in"] = new("key", "green", "Signed in for the first time"),
        ["invite.account-made"] = new("person", "grey", "Test account made"),
        ["invite.mail-in-log"] = new("send", "grey", "Test email in Auth0’s log"),
        ["team.created"] = new("people", "blue", "Team made"),
        ["team.renamed"] = new("people", "grey", "Team renamed"),
        ["team.archived"] = new("people", "red", "Team archived"),
        ["team.restored"] = new("people", "blue", "Team in use again"),
        ["team.roles-changed"] = new("shield", "blue", "Roles of the team changed"),
        ["team.lead-added"] = new("person", "blue", "Team lead named"),
        ["team.lead-removed"] = new("person", "grey", "Team lead taken away"),
        ["request.asked"] = new("hand", "blue", "Invitation asked for"),
        ["request.approved"] = new("done", "green", "Request approved"),
        ["request.declined"] = new("stop", "red", "Request declined"),
        ["request.withdrawn"] = new("close", "grey", "Request withdrawn"),
        ["request.overtaken"] = new("info", "grey", "Request closed: invited meanwhile"),
        ["session.started"] = new("key", "grey", "Signed in"),
        ["session.ended"] = new("leave", "grey", "Session ended"),
        ["session.ended-by-admin"] = new("leave", "red", "Session ended by an admin"),
        ["session.expired"] = new("lapsed", "grey", "Session expired"),
        ["session.refused"] = new("shield", "red", "Sign-in refused"),
        ["access.refused"] = new("shield", "red", "Refused"),
        ["setup.fix-asked-for"] = new("dials", "blue", "Setup: put right asked for"),
        ["setup.fixed"] = new("dials", "green", "Setup: put right"),
        ["setup.not-fixed"] = new("dials", "red", "Setup: could not be put right"),
        ["setup.secret-first-seen"] = new("key", "grey", "New client secret in use"),
        ["setup.whole"] = new("done", "green", "Setup: everything works for the first time"),
        ["email-template.publish-asked-for"] = new("pencil", "blue", "Publishing the email template asked for"),
        ["email-template.published"] = new("pencil", "green", "Email template published"),
        ["email-template.put-back"] = new("pencil", "blue", "Earlier email template put back"),
        ["email-template.not-published"] = new("pencil", "red", "Email template not published"),
        ["branding.save-asked-for"] = new("pencil", "blue", "Change of the look asked for"),
        ["branding.saved"] = new("pencil", "green", "Look changed"),
        ["branding.put-back"] = new("pencil", "blue", "Earlier look put back"),
        ["branding.not-saved"] = new("pencil", "red", "Look not changed"),
        [ChainAudit.SettingsChanged] = new("dials", "amber", "Settings changed"),
        [ChainAudit.Begun] = new("shield", "blue", "Chain begun"),
        [ChainAudit.Trimmed] = new("lapsed", "grey", "Old entries removed"),
        [ChainAudit.Exported] = new("export", "amber", "Audit exported"),
    };

    private static readonly Dictionary<string, string> Nouns = new(StringComparer.Ordinal)
    {
        ["invite"] = "Invitations",
        ["team"] = "Teams",
        ["request"] = "Requests",
        ["session"] = "Sign-ins",
        ["access"] = "Refusals",
        ["setup"] = "Setup",
        ["email-template"] = "Email template",
        ["branding"] = "Look",
        ["settings"] = "Settings",
        ["audit"] = "The audit itself",
    };

    // Done by the person who was invited, as Auth0 tells.
    private static readonly string[] ToldByAuth0 = ["invite.accepted", "invite.signed-in", "invite.link-tried", "invite.mail-in-log", "invite.mail-refused"];

    // What stands there is only of use to the portal: a hash and the wrapped key it was made with.
    private static readonly string[] NotShown = ["setup.secret-first-seen"];

    /// <summary>The choices of the filter: every noun with its actions in words. Two names of one thing stand there once.</summary>
    public static IEnumerable<(string Noun, string Name, IEnumerable<(string Action, string Words)> Actions)> Choices =>
        Nouns.Select(noun => (noun.Key, noun.Value, Faces.Where(face => NounOf(face.Key) == noun.Key).DistinctBy(face => face.Value.Words).Select(face => (face.Key, face.Value.Words))));

    /// <summary>Whether there are words for this action.</summary>
    public static bool Knows(string action) => Faces.ContainsKey(action);

    /// <summary>What happened.</summary>
    public static AuditFace Of(string action, AuditOutcome outcome, string details)
    {
        ArgumentNullException.ThrowIfNull(action);
        var face = Faces.GetValueOrDefault(action) ?? new AuditFace("info", "grey", Readable(action));
        var fields = AuditDetail.Read(details);
        face = action switch
        {
            "access.refused" when Text("right") is { } right => face with { Words = $"Refused: {Spaced(right).ToLowerInvariant().Replace(" invite", " invitation", StringComparison.Ordinal)}" },
            "invite.extended" when Instant("expiresAt") is { } end => face with { Words = $"Extended to {end.UtcDateTime.ToString("d MMMM", CultureInfo.GetCultureInfo("en-GB"))}" },
            ChainAudit.SettingsChanged => face with { Words = fields.Count(field => field.Key.StartsWith("settings.", StringComparison.Ordinal)) is > 1 and var changed ? $"{changed} settings changed" : "Setting changed" },
            ChainAudit.Exported or ChainAudit.Trimmed when Text("count") is { } count => face with { Words = $"{face.Words}: {count}" },
            _ => face,
        };
        return outcome is AuditOutcome.Refused && !face.Words.Contains("refused", StringComparison.OrdinalIgnoreCase)
            ? new AuditFace("shield", "red", $"Refused: {char.ToLowerInvariant(face.Words[0])}{face.Words[1..]}")
            : face;

        string? Text(string key) => fields.FirstOrDefault(field => field.Key == key)?.Value;

        DateTimeOffset? Instant(string key) => fields.FirstOrDefault(field => field.Key == key)?.At;
    }

    /// <summary>Who did it.</summary>
    public static string Who(string id, string name, string action) =>
        id != AuditEntry.System ? name.Length > 0 ? name : id.Length > 0 ? id : "Nobody signed in"
        : ToldByAuth0.Contains(action, StringComparer.Ordinal) ? "Auth0"
        : NounOf(action) == "invite" ? "Delivery"
        : Portal;

    /// <summary>What an entry is about that no slice has a name for.</summary>
    public static AuditSubject? About(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return subject switch
        {
            "" => null,
            "audit" => new AuditSubject("The audit", AuditListAddress.Path),
            "settings" or "setup" or "portal" => new AuditSubject("The portal"),
            "email-template" => new AuditSubject("The invitation email", "/setup/email"),
            "branding" => new AuditSubject("The look of Auth0’s pages", "/setup/branding"),
            _ when subject.StartsWith("setup ", StringComparison.Ordinal) => new AuditSubject($"Setup: {subject["setup ".Length..]}", "/setup"),
            _ when subject.StartsWith("secret ", StringComparison.Ordinal) => new AuditSubject($"Client secret: {subject["secret ".Length..]}"),
            _ => new AuditSubject(subject),
        };
    }

    /// <summary>The details in words.</summary>
    public static IReadOnlyList<AuditDetail> Details(string action, string details) => NotShown.Contains(action, StringComparer.Ordinal) ? [] : AuditDetail.Read(details);

    /// <summary>The details as they may leave the portal.</summary>
    public static string Shown(string action, string details) => NotShown.Contains(action, StringComparer.Ordinal) ? "{}" : details;

    /// <summary>"9f2c…41ab": beginning and end of a seal.</summary>
    public static string ShortSeal(string seal)
    {
        ArgumentNullException.ThrowIfNull(seal);
        return seal.Length > 8 ? $"{seal[..4]}…{seal[^4..]}" : seal;
    }

    /// <summary>"4 812": thousands stand apart, and on one line.</summary>
    public static string Number(long number) => number.ToString("#,0", new NumberFormatInfo { NumberGroupSeparator = "\u202F" });

    /// <summary>"ExpiresAt" as "Expires at".</summary>
    internal static string Spaced(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name.Replace('-', ' '))
        {
            words.Append(words.Length == 0 ? char.ToUpperInvariant(letter).ToString() : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString());
        }

        return words.ToString();
    }

    private static string NounOf(string action) => action.Split('.')[0];

    private static string Readable(string action) => action.Split('.', 2) is [var noun, var verb] && noun.Length > 0 && verb.Length > 0 ? $"{Spaced(noun)} {verb.Replace('-', ' ')}" : action.Length > 0 ? action : "Something";
}

/// <summary>One thing that an entry says beyond its columns.</summary>
/// <param name="Key">As it is written there; of what stands inside another, with a point between.</param>
/// <param name="Value">In words.</param>
/// <param name="At">Set when it is an instant.</param>
public sealed record AuditDetail(string Key, string Value, DateTimeOffset? At = null)
{
    private static readonly Dictionary<string, string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = "Address",
        ["mail"] = "Email number",
        ["expiresAt"] = "Expires",
        ["at"] = "Happened",
        ["code"] = "Reason",
        ["text"] = "What came of it",
        ["count"] = "How many entries",
        ["from"] = "From",
        ["to"] = "To",
        ["earlier"] = "Earlier entries sealed",
        ["digest"] = "Their digest",
    };

    /// <summary>What it is called.</summary>
    public string Label => Labels.GetValueOrDefault(Key) ?? (Key.StartsWith("settings.", StringComparison.Ordinal) ? Key["settings.".Length..] : AuditWords.Spaced(Key.Replace('.', ' ')));

    /// <summary>Reads an entry's details; what is no JSON object is shown as it stands.</summary>
    public static IReadOnlyList<AuditDetail> Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind is JsonValueKind.Object ? [.. Fields("", document.RootElement)] : [new AuditDetail("details", json)];
        }
        catch (JsonException)
        {
            return [new AuditDetail("details", json)];
        }
    }

    private static IEnumerable<AuditDetail> Fields(string prefix, JsonElement element) =>
        element.EnumerateObject().SelectMany(field => field.Value.ValueKind is JsonValueKind.Object ? Fields($"{prefix}{field.Name}.", field.Value) : [Of(prefix + field.Name, field.Value)]);

    private static AuditDetail Of(string key, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => new AuditDetail(key, value.GetArrayLength() == 0 ? "none" : string.Join(", ", value.EnumerateArray().Select(each => each.ToString()))),
        JsonValueKind.True => new AuditDetail(key, "yes"),
        JsonValueKind.False => new AuditDetail(key, "no"),
        JsonValueKind.String when key.EndsWith("at", StringComparison.OrdinalIgnoreCase) && value.TryGetDateTimeOffset(out var at) => new AuditDetail(key, at.ToString("u", CultureInfo.InvariantCulture), at),
        JsonValueKind.String when TimeSpan.TryParseExact(value.GetString(), "c", CultureInfo.InvariantCulture, out var span) => new AuditDetail(key, TimeWords.Span(span)),
        JsonValueKind.Null => new AuditDetail(key, "—"),
        _ => new AuditDetail(key, value.ToString()),
    };
}
