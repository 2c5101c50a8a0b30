using AdminPortal.Auth0;
using AdminPortal.Shell;

namespace AdminPortal.Setup;

/// <summary>Why the tenant could not be read or changed, what to do, and the scopes that are missing when that is it.</summary>
public sealed record SettingTrouble(string Why, string Cure, IReadOnlyList<string> MissingScopes)
{
    /// <summary>Puts an answer that isn't Ok into words.</summary>
    internal static SettingTrouble Of<T>(Auth0Result<T> answer, DateTimeOffset now) => answer.Match(
        _ => throw new ArgumentException("Nothing is wrong with an Ok.", nameof(answer)),
        it => new SettingTrouble("It is there already: somebody was faster.", "Look again; what stands there now is shown beside yours.", []),
        it => new SettingTrouble($"Auth0 does not have it: “{it.Message}”", "Look again.", []),
        it => it.Scopes.Count == 0
            ? new SettingTrouble("Auth0 refuses the portal's Management credentials.", "Check Auth0:Management:ClientId and its secret under Setup.", [])
            : new SettingTrouble(
                $"The Management token lacks {Names(it.Scopes)}.",
                $"In Auth0's dashboard open Applications › APIs › Auth0 Management API › Machine to Machine Applications, unfold the portal's application, tick {Names(it.Scopes)}, press Update, then look again here.",
                it.Scopes),
        it => new SettingTrouble($"Auth0 said no: “{it.Message}”", "Change what it names; your draft is kept.", []),
        it => new SettingTrouble($"Auth0 asked to slow down for {TimeWords.Span(it.RetryAt - now)}.", "Nothing was changed. Try again then.", []),
        it => new SettingTrouble(it.Reason, it.MayHaveActed ? "It may have been taken nevertheless: look again before you repeat it." : "Nothing was changed. Try again in a while.", []));

    private static string Names(IReadOnlyList<string> scopes) => string.Join(" and ", scopes);
}
