using AdminPortal.Auth0;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>What an answer of Auth0 that isn't the hoped-for one means for an invitation.</summary>
internal abstract record Obstacle
{
    private Obstacle()
    {
    }

    /// <summary>Try again then.</summary>
    public sealed record Later(DateTimeOffset Until, WaitReason Reason, string Sentence, IReadOnlyList<string> MissingScopes) : Obstacle;

    /// <summary>The account is not there (any more).</summary>
    public sealed record Gone : Obstacle;

    /// <summary>Asking again gets the same answer.</summary>
    public sealed record Final(InviteFailure Failure) : Obstacle;
}

/// <summary>Judges Auth0's answers and counts the pauses between tries.</summary>
internal sealed class Obstacles(IOptions<InvitesOptions> options, TimeProvider clock, Random random)
{
    private const string AskedToSlowDown = "Auth0 asked the portal to slow down; it goes on as soon as Auth0 allows.";
    private const string AddressIsFull = "This address has had as many emails as Auth0 sends to one; the portal waits until it may ask for the next.";

    private static readonly TimeSpan FirstPermissionRetry = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPermissionRetry = TimeSpan.FromMinutes(10);

    /// <summary>What stands in the way; null when the answer is Ok. <paramref name="words"/> puts a refusal (status, code, message) into ours.</summary>
    public Obstacle? Of<T>(Invite invite, Auth0Result<T> answer, Func<int, string?, string, InviteFailure> words) => answer.Match<Obstacle?>(
        _ => null,
        exists => new Obstacle.Final(words(409, null, exists.Message)),
        _ => new Obstacle.Gone(),
        denied => new Obstacle.Later(After(invite, FirstPermissionRetry, LongestPermissionRetry), WaitReason.Permission, PermissionSentence(denied.Scopes, denied.Message), denied.Scopes),
        refused => new Obstacle.Final(words(refused.Status, refused.ErrorCode, refused.Message)),
        busy => new Obstacle.Later(busy.RetryAt, WaitReason.Limit, busy.AddressIsFull ? AddressIsFull : AskedToSlowDown, []),
        silent => Silence(invite, silent.Reason));

    /// <summary>A pause after which to try the same again, growing from try to try and never in step with others.</summary>
    public Obstacle.Later Silence(Invite invite, string reason, WaitReason kind = WaitReason.Silence) =>
        new(After(invite, options.Value.FirstRetry, options.Value.LongestRetry), kind, reason, []);

    private DateTimeOffset After(Invite invite, TimeSpan first, TimeSpan longest)
    {
        var doubled = first * Math.Pow(2, Math.Min(invite.Attempts, 20));
        return clock.GetUtcNow() + ((doubled < longest ? doubled : longest) * (0.8 + (0.2 * random.NextDouble())));
    }

    private static string PermissionSentence(IReadOnlyList<string> scopes, string message) => scopes.Count == 0
        ? $"Auth0 does not take the portal's own credentials. Auth0: “{message}” It goes out by itself once Auth0:Management:ClientId and ClientSecret are right."
        : $"The management application lacks the {(scopes.Count == 1 ? "scope" : "scopes")} {string.Join(", ", scopes)}. Grant it in Auth0 under Applications, the management application, APIs; the invitation then goes on by itself.";
}
