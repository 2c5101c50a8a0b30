using System.Net;
using System.Net.Http.Headers;

namespace AdminPortal.ManagementToken;

/// <summary>Sends every call with the Management token; after a 401 with a fresh one, once.</summary>
public sealed class ManagementTokenHandler(ManagementTokenCache tokens) : DelegatingHandler
{
    /// <summary>Set on a request once it is handed to the network; before that, Auth0 can't have acted on it.</summary>
    public static readonly HttpRequestOptionsKey<bool> Sent = new("AdminPortal.Sent");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Content is not null)
        {
            // A second try sends the same bytes.
            await request.Content.LoadIntoBufferAsync(cancellationToken);
        }

        var first = TokenOrThrow(await tokens.GetAsync(cancellationToken));
        var reply = await SendAsync(request, first, cancellationToken);
        if (reply.StatusCode != HttpStatusCode.Unauthorized
            || await tokens.ReplaceAsync(first, cancellationToken) is not TokenAnswer.Granted { Token: var second })
        {
            return reply;
        }

        reply.Dispose();
        var again = await SendAsync(request, second, cancellationToken);
        if (again.StatusCode == HttpStatusCode.Unauthorized)
        {
            tokens.RefusedAgain(second);
        }

        return again;
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, AccessToken token, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Value.Reveal());
        request.Options.Set(Sent, true);
        return await base.SendAsync(request, cancellationToken);
    }

    private static AccessToken TokenOrThrow(TokenAnswer answer) => answer.Match(
        token => token,
        it => throw new NoManagementTokenException(it.Message, isRefused: true),
        it => throw new NoManagementTokenException(it.Reason, isRefused: false));
}

/// <summary>There is no Management token to send a call with; nothing was sent.</summary>
public sealed class NoManagementTokenException(string message, bool isRefused) : Exception(message)
{
    /// <summary>Auth0 refused the portal's credentials, as opposed to giving no answer.</summary>
    public bool IsRefused { get; } = isRefused;
}
