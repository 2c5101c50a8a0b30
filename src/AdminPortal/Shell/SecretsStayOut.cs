using Microsoft.Extensions.Options;

namespace AdminPortal.Shell;

/// <summary>Keeps out of the log what the framework would write into it of secrets, whatever level an operator turns on and for whichever provider.</summary>
internal sealed class SecretsStayOut : IPostConfigureOptions<LoggerFilterOptions>
{
    private static readonly (string Category, LogLevel From)[] Talkative =
    [
        // Every address with its query: at the callback that holds the authorization code, at the live connection its token.
        ("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning),

        // The arguments of every call over the live connection, which is what people type.
        ("Microsoft.AspNetCore.SignalR", LogLevel.Information),

        // The way to Auth0 with state and nonce, and the cookie that goes with them.
        ("AdminPortal.SignIn.Auth0Handler", LogLevel.Information),
    ];

    public void PostConfigure(string? name, LoggerFilterOptions options)
    {
        // Which rule decides depends on provider and category; so each gets the condition, and so does the case that none matches.
        var rules = options.Rules.ToList();
        options.Rules.Clear();
        options.Rules.Add(new LoggerFilterRule(null, null, options.MinLevel, (_, category, level) => IsHarmless(category, level)));
        foreach (var rule in rules)
        {
            options.Rules.Add(new LoggerFilterRule(rule.ProviderName, rule.CategoryName, rule.LogLevel, (provider, category, level) =>
                IsHarmless(category, level) && rule.Filter?.Invoke(provider, category, level) != false));
        }
    }

    private static bool IsHarmless(string? category, LogLevel level)
    {
        foreach (var talker in Talkative)
        {
            if (level < talker.From && category?.StartsWith(talker.Category, StringComparison.OrdinalIgnoreCase) == true)
            {
                return false;
            }
        }

        return true;
    }
}
