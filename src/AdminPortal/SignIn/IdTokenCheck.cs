using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.SignIn;

/// <summary>Whether an id_token is the tenant's answer to this very sign-in.</summary>
public sealed class IdTokenCheck(TimeProvider clock)
{
    /// <summary>How far Auth0's clock and ours may differ.</summary>
    public static readonly TimeSpan ToleratedSkew = TimeSpan.FromMinutes(5);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Checks signature, algorithm, issuer, audience, authorized party, times and nonce.</summary>
    public async Task<IdTokenOutcome> CheckAsync(string token, IdTokenExpectation expected)
    {
        ArgumentNullException.ThrowIfNull(expected);
        var checkedToken = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = expected.Issuer,
            ValidAudience = expected.ClientId,
            IssuerSigningKeys = expected.Keys,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            TryAllIssuerSigningKeys = false,
            RequireSignedTokens = true,

            // Times are checked below, on the injected clock.
            ValidateLifetime = false,
        });
        if (!checkedToken.IsValid)
        {
            return checkedToken.Exception is SecurityTokenSignatureKeyNotFoundException
                ? new IdTokenOutcome.UnknownKey()
                : new IdTokenOutcome.NotTrusted(checkedToken.Exception?.GetType().Name ?? "invalid");
        }

        var jwt = (JsonWebToken)checkedToken.SecurityToken;
        return CheckTimes(jwt) ?? CheckParty(jwt, expected) ?? CheckNonce(jwt, expected) ?? Identity(jwt);
    }

    // The token comes straight from the tenant's token endpoint, which issued it a moment ago: one that is older or younger
    // than that, or over already, says that the clocks differ.
    private IdTokenOutcome? CheckTimes(JsonWebToken jwt)
    {
        if (!jwt.TryGetPayloadValue<long>("exp", out var expires) || !jwt.TryGetPayloadValue<long>("iat", out var issued))
        {
            return new IdTokenOutcome.NotTrusted("it does not say when it was issued and expires");
        }

        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var apart = Math.Max(Math.Abs(now - issued), now - expires);
        return apart > ToleratedSkew.TotalSeconds ? new IdTokenOutcome.ClocksDiffer(TimeSpan.FromSeconds(apart)) : null;
    }

    private static IdTokenOutcome.NotTrusted? CheckParty(JsonWebToken jwt, IdTokenExpectation expected)
    {
        var party = jwt.TryGetPayloadValue<string>("azp", out var azp) ? azp : null;
        return (party is not null && party != expected.ClientId) || (party is null && jwt.Audiences.Skip(1).Any())
            ? new IdTokenOutcome.NotTrusted("it was made for another application")
            : null;
    }

    private static IdTokenOutcome.NotTrusted? CheckNonce(JsonWebToken jwt, IdTokenExpectation expected) =>
        jwt.TryGetPayloadValue<string>("nonce", out var nonce) && nonce == expected.Nonce
            ? null
            : new IdTokenOutcome.NotTrusted("it answers another sign-in");

    private static IdTokenOutcome Identity(JsonWebToken jwt)
    {
        if (string.IsNullOrWhiteSpace(jwt.Subject))
        {
            return new IdTokenOutcome.NotTrusted("it names nobody");
        }

        var email = Text(jwt, "email") ?? "";
        var name = Text(jwt, "name") is { Length: > 0 } given ? given : Text(jwt, "nickname") is { Length: > 0 } nickname ? nickname : email;
        return new IdTokenOutcome.Valid(new SignedInIdentity(
            jwt.Subject,
            Cut(name, 300),
            Cut(email, 320),
            jwt.TryGetPayloadValue<bool>("email_verified", out var verified) && verified,
            Text(jwt, "sid")));
    }

    private static string? Text(JsonWebToken jwt, string claim) => jwt.TryGetPayloadValue<string>(claim, out var value) ? value : null;

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];
}

/// <summary>What an id_token has to match.</summary>
public sealed record IdTokenExpectation(string Issuer, string ClientId, string Nonce, IEnumerable<SecurityKey> Keys);

/// <summary>What came of checking an id_token.</summary>
public abstract record IdTokenOutcome
{
    private IdTokenOutcome()
    {
    }

    /// <summary>This is who signed in.</summary>
    public sealed record Valid(SignedInIdentity Who) : IdTokenOutcome;

    /// <summary>It names a key that is not among the known ones.</summary>
    public sealed record UnknownKey : IdTokenOutcome;

    /// <summary>Its times do not fit our clock.</summary>
    public sealed record ClocksDiffer(TimeSpan By) : IdTokenOutcome;

    /// <summary>It is not the tenant's answer to this sign-in.</summary>
    public sealed record NotTrusted(string Why) : IdTokenOutcome;

    /// <summary>Decides on every case.</summary>
    public TOut Match<TOut>(Func<SignedInIdentity, TOut> valid, Func<UnknownKey, TOut> unknownKey, Func<ClocksDiffer, TOut> clocksDiffer, Func<NotTrusted, TOut> notTrusted) => this switch
    {
        Valid it => valid(it.Who),
        UnknownKey it => unknownKey(it),
        ClocksDiffer it => clocksDiffer(it),
        NotTrusted it => notTrusted(it),
        _ => throw new InvalidOperationException($"{GetType()} is not a case of {nameof(IdTokenOutcome)}."),
    };
}
