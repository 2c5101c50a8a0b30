using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace Auth0Emulator.Tenant;

/// <summary>The tenant's RS256 key, with the certificate its JWKS shows; kept with the state so that a restart doesn't void tokens.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly RSA _rsa;
    private readonly X509Certificate2 _certificate;

    private SigningKey(RSA rsa, X509Certificate2 certificate)
    {
        _rsa = rsa;
        _certificate = certificate;
        KeyId = Base64UrlEncoder.Encode(SHA256.HashData(certificate.RawData))[..21];
        SecurityKey = new RsaSecurityKey(rsa) { KeyId = KeyId, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
    }

    /// <summary>The <c>kid</c>.</summary>
    public string KeyId { get; }

    /// <summary>For signing and verifying.</summary>
    public RsaSecurityKey SecurityKey { get; }

    /// <summary>A new key, certified for ten years from <paramref name="now"/>.</summary>
    public static SigningKey Create(DateTimeOffset now)
    {
        var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=local Auth0 tenant", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return new SigningKey(rsa, request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10)));
    }

    /// <summary>The key once kept as <paramref name="kept"/>.</summary>
    public static SigningKey Restore(KeptSigningKey kept)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(kept.PrivateKey);
        return new SigningKey(rsa, X509CertificateLoader.LoadCertificate(Convert.FromBase64String(kept.Certificate)));
    }

    /// <summary>What to keep of it.</summary>
    public KeptSigningKey Keep() => new(_rsa.ExportPkcs8PrivateKeyPem(), Convert.ToBase64String(_certificate.RawData));

    /// <summary>Its public half, as /.well-known/jwks.json lists it.</summary>
    public JsonObject ToJsonWebKey()
    {
        var parameters = _rsa.ExportParameters(includePrivateParameters: false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
            ["kid"] = KeyId,
            ["x5t"] = Base64UrlEncoder.Encode(_certificate.GetCertHash()),
            ["x5c"] = new JsonArray(Convert.ToBase64String(_certificate.RawData)),
            ["alg"] = "RS256",
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rsa.Dispose();
        _certificate.Dispose();
    }
}

/// <summary>A signing key at rest.</summary>
public sealed record KeptSigningKey(string PrivateKey, string Certificate);
