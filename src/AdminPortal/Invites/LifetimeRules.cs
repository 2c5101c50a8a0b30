using FluentValidation;

namespace AdminPortal.Invites;

/// <summary>What a chosen lifetime must hold, whether somebody is invited with it or an invitation is extended by it.</summary>
internal static class LifetimeRules
{
    /// <summary>Long enough to be used, and no longer than the link in the mail works.</summary>
    public static void WithinTheLifeOfTheLink<T>(this IRuleBuilder<T, TimeSpan> lifetime, InviteOffer offer) => lifetime
        .GreaterThanOrEqualTo(offer.ShortestLifetime).WithMessage($"An invitation stays open for at least {Text(offer.ShortestLifetime)}.")
        .LessThanOrEqualTo(offer.LongestLifetime).WithMessage($"The link in the mail works for {Text(offer.LongestLifetime)}; choose an expiry up to that.");

    private static string Text(TimeSpan span) => span switch
    {
        { TotalHours: 1 } => "1 hour",
        { TotalDays: 1 } => "1 day",
        _ when span == TimeSpan.FromDays((int)span.TotalDays) => $"{(int)span.TotalDays} days",
        { TotalHours: >= 2 } => $"{(int)span.TotalHours} hours",
        { TotalMinutes: < 2 } => "1 minute",
        _ => $"{(int)span.TotalMinutes} minutes",
    };
}
