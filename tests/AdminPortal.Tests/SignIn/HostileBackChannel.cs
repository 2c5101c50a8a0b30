using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace AdminPortal.Tests.SignIn;

/// <summary>Sits between the portal and the tenant and hands out id_tokens of its own making; everything it does not touch is the tenant's.</summary>
internal sealed class HostileBackChannel : DelegatingHandler
{
    private readonly RSA _published = RSA.Create(2048);
    private readonly RSA _unpublished = RSA.Create(2048);

    public HostileBackChannel()
        : base(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
    }

    /// <summary>Changes the claims before they are signed again.</summary>
    public Action<JsonObject>? Claims { get; set; }

    /// <summary>Changes the header before it is signed.</summary>
    public Action<JsonObject>? Header { get; set; }

    /// <summary>Signs with a key that is not published, under the id of the one that is.</summary>
    public bool SignsWithForeignKey { get; set; }

    /// <summary>Leaves the signature out.</summary>
    public bool LeavesUnsigned { get; set; }

    /// <summary>Publishes its key only from this many reads of the keys on.</summary>
    public int PublishesFromRead { get; set; } = 1;

    /// <summary>How often the keys were read.</summary>
    public int KeyReads { get; private set; }

    /// <summary>Answers in the tenant's place.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?>? Instead { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Instead?.Invoke(request) is { } answer)
        {
            return answer;
        }

        var reply = await base.SendAsync(request, cancellationToken);
        return request.RequestUri!.AbsolutePath switch
        {
            "/.well-known/jwks.json" => await WithOwnKeyAsync(reply, cancellationToken),
            "/oauth/token" when reply.IsSuccessStatusCode => await WithOwnTokenAsync(reply, cancellationToken),
            _ => reply,
        };
    }

    protected override void Dispose(bool disposing)
    {
        _published.Dispose();
        _unpublished.Dispose();
        base.Dispose(disposing);
    }

    private async Task<HttpResponseMessage> WithOwnKeyAsync(HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        var keys = JsonNode.Parse(await reply.Content.ReadAsStringAsync(cancellationToken))!;
        if (++KeyReads >= PublishesFromRead)
        {
            var own = _published.ExportParameters(false);
            keys["keys"]!.AsArray().Add(new JsonObject
            {
                ["kty"] = "RSA",
                ["use"] = "sig",
                ["alg"] = "RS256",
                ["kid"] = "hostile",
                ["n"] = Base64UrlEncoder.Encode(own.Modulus),
                ["e"] = Base64UrlEncoder.Encode(own.Exponent),
            });
        }

        return Json(keys);
    }

    private async Task<HttpResponseMessage> WithOwnTokenAsync(HttpResponseMessage reply, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await reply.Content.ReadAsStringAsync(cancellationToken))!;
        if (body["id_token"] is null)
        {
            return Json(body);
        }

        var claims = JsonNode.Parse(Base64UrlEncoder.Decode(body["id_token"]!.GetValue<string>().Split('.')[1]))!.AsObject();
        Claims?.Invoke(claims);
        var header = new JsonObject { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = "hostile" };
        Header?.Invoke(header);
        var signed = $"{Base64UrlEncoder.Encode(header.ToJsonString())}.{Base64UrlEncoder.Encode(claims.ToJsonString())}";
        var key = SignsWithForeignKey ? _unpublished : _published;
        var signature = LeavesUnsigned ? "" : Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        body["id_token"] = $"{signed}.{signature}";
        return Json(body);
    }

    /// <summary>A reply that holds this.</summary>
    public static HttpResponseMessage Json(JsonNode body) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(body.ToJsonString(new JsonSerializerOptions()), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
    };
}
