using System.Collections.Concurrent;
using System.Text.Json;
using AdminPortal.Auth0;
using AdminPortal.ManagementToken;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.SignIn;

/// <summary>Listens on the wire between portal and tenant and notes every real secret that passes.</summary>
internal sealed class Eavesdropper
{
    private static readonly HashSet<string> Names =
        new(["client_secret", "code", "code_verifier", "password", "access_token", "id_token", "refresh_token", "ticket"], StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, string> _secrets = new(StringComparer.Ordinal);

    /// <summary>Secret to what it is.</summary>
    public IReadOnlyDictionary<string, string> Secrets => _secrets;

    public void Note(string what, string secret) => _secrets[secret] = what;

    public void ListenIn(IServiceCollection services)
    {
        foreach (var client in new[] { Auth0SignInOptions.HttpClientName, ManagementTokenSource.HttpClientName, ManagementClient.HttpClientName, AuthenticationClient.HttpClientName })
        {
            services.AddHttpClient(client).AddHttpMessageHandler(() => new Ear(this));
        }
    }

    private void Read(string? body)
    {
        if (body is not { Length: > 0 })
        {
            return;
        }

        if (!body.StartsWith('{'))
        {
            foreach (var (name, values) in QueryHelpers.ParseQuery(body).Where(field => Names.Contains(field.Key)))
            {
                Note(name, values.ToString());
            }

            return;
        }

        using var json = JsonDocument.Parse(body);
        foreach (var field in json.RootElement.EnumerateObject().Where(field => Names.Contains(field.Name) && field.Value.ValueKind == JsonValueKind.String))
        {
            Note(field.Name, field.Value.GetString()!);
        }
    }

    private sealed class Ear(Eavesdropper all) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            all.Read(request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken));
            var reply = await base.SendAsync(request, cancellationToken);
            await reply.Content.LoadIntoBufferAsync(cancellationToken);
            all.Read(await reply.Content.ReadAsStringAsync(cancellationToken));
            return reply;
        }
    }
}
