namespace AdminPortal.Tests.Auth0;

/// <summary>Answers every request the same and keeps the last body.</summary>
internal sealed class AnsweringHandler(Func<HttpResponseMessage> reply) : HttpMessageHandler
{
    public string Body { get; private set; } = "";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return reply();
    }
}
