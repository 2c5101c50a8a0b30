using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.ManagementToken;
using Microsoft.Extensions.Options;

namespace AdminPortal.Auth0;

/// <summary>The public door of the tenant: asks it to mail the link with which a person sets a password.</summary>
public sealed class AuthenticationClient(IHttpClientFactory http, Auth0Call call, IOptions<Auth0Options> options)
{
    /// <summary>The named client it goes through.</summary>
    public const string HttpClientName = "Auth0.Authentication";

    /// <summary>POST /dbconnections/change_password; Ok says that Auth0 took the request, not that a mail went out, and also for an unknown address.</summary>
    public async Task<Auth0Result<Done>> ChangePasswordAsync(string email, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var body = new JsonObject
        {
            // The application whose name and landing page the mail and the link carry.
            ["client_id"] = settings.MailedApplicationId,
            ["email"] = email,
            ["connection"] = settings.Connection,
        };
        using var client = http.CreateClient(HttpClientName);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(settings.Authority, "/dbconnections/change_password"));
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        request.Options.Set(ManagementTokenHandler.Sent, true);
        request.Options.Set(MailAllowance.Address, email);

        // The answer is a sentence under text/html, not JSON.
        return await call.SendAsync(client, request, Auth0Json.Nothing, [], cancellationToken);
    }
}
