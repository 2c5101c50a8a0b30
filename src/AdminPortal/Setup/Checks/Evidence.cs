using System.Globalization;
using AdminPortal.Auth0;

namespace AdminPortal.Setup;

/// <summary>A line of proof: what was asked, when, and what the answer was. Never a secret, a token or a link.</summary>
/// <param name="At">When.</param>
/// <param name="Asked">Method and path, or what else was looked at.</param>
/// <param name="Said">Status and error in Auth0's words, or what was seen.</param>
/// <param name="IsBad">Whether it says no.</param>
public sealed record Evidence(DateTimeOffset At, string Asked, string Said, bool IsBad)
{
    private const int LongestSaid = 400;

    /// <summary>What a call to the tenant proves.</summary>
    public static Evidence Of<T>(TenantCall<T> call)
    {
        ArgumentNullException.ThrowIfNull(call);
        var said = call.Answer.Match(
            _ => "200",
            it => $"409 {it.Message}",
            it => $"404 {it.Message}",
            it => it.Scopes.Count == 0 ? it.Message : $"403 insufficient_scope {it.Message}",
            it => string.Create(CultureInfo.InvariantCulture, $"{it.Status} {it.ErrorCode} {it.Message}"),
            _ => "429 too many requests",
            it => it.Reason);
        return new Evidence(
            call.At,
            $"{call.Method} {call.Path}",
            string.Create(CultureInfo.InvariantCulture, $"{said[..Math.Min(said.Length, LongestSaid)]} ({call.Took.TotalMilliseconds:0} ms)"),
            call.Answer is not (Auth0Result<T>.Ok or Auth0Result<T>.NotFound));
    }

    /// <summary>Something seen without asking Auth0.</summary>
    public static Evidence Seen(DateTimeOffset at, string looked, string seen, bool isBad = false) => new(at, looked, seen, isBad);
}
