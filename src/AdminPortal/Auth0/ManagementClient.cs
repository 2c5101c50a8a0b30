using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using AdminPortal.ManagementToken;
using Microsoft.Extensions.Options;

namespace AdminPortal.Auth0;

/// <summary>The calls of the Management API that the portal makes; one call is one request (a list: one per page), never a retry.</summary>
public sealed class ManagementClient(IHttpClientFactory http, Auth0Call call, IOptions<Auth0Options> options, ManagementTokenCache tokens, TenantState tenant)
{
    /// <summary>The named client it goes through.</summary>
    public const string HttpClientName = "Auth0.Management";

    /// <summary>The scope behind the tenant's log.</summary>
    public const string ReadLogsScope = "read:logs";

    /// <summary>So many entries of a list come with one request.</summary>
    internal const int PageSize = 100;

    // Auth0 allows 1,000 roles; a list that goes on for longer than this does not end.
    private const int MostPages = 1000;

    private static readonly string[] ReadUsers = ["read:users"];
    private static readonly string[] UpdateUsers = ["update:users"];
    private static readonly string[] ReadLogs = [ReadLogsScope];

    /// <summary>POST /users.</summary>
    public Task<Auth0Result<Auth0User>> CreateUserAsync(NewUser user, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        var body = new JsonObject
        {
            ["connection"] = options.Value.Connection,
            ["user_id"] = user.UserId,
            ["email"] = user.Email,
            ["password"] = user.Password,

            // Auth0 mails a verification of its own unless both are said.
            ["email_verified"] = false,
            ["verify_email"] = false,
        };
        if (user.Name is not null)
        {
            body["name"] = user.Name;
        }

        if (user.AppMetadata is not null)
        {
            body["app_metadata"] = user.AppMetadata.DeepClone();
        }

        return SendAsync(HttpMethod.Post, "users", body, ["create:users"], Auth0Json.User, cancellationToken);
    }

    /// <summary>GET /users/{id}; sees what was just written.</summary>
    public Task<Auth0Result<Auth0User>> GetUserAsync(string userId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"users/{Encode(userId)}", null, ReadUsers, Auth0Json.User, cancellationToken);

    /// <summary>PATCH /users/{id}.</summary>
    public Task<Auth0Result<Auth0User>> UpdateUserAsync(string userId, UserChanges changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var body = new JsonObject();
        if (changes.Blocked is { } blocked)
        {
            body["blocked"] = blocked;
        }

        if (changes.EmailVerified is { } verified)
        {
            body["email_verified"] = verified;
        }

        if (changes.AppMetadata is not null)
        {
            body["app_metadata"] = changes.AppMetadata.DeepClone();
        }

        return SendAsync(HttpMethod.Patch, $"users/{Encode(userId)}", body, UpdateUsers, Auth0Json.User, cancellationToken);
    }

    /// <summary>DELETE /users/{id}; also Ok when there was no such user.</summary>
    public Task<Auth0Result<Done>> DeleteUserAsync(string userId, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, $"users/{Encode(userId)}", null, ["delete:users"], Auth0Json.Nothing, cancellationToken);

    /// <summary>GET /users-by-email; one account per connection; the address is lower-cased first, because Auth0 stores it so and compares exactly.</summary>
    public Task<Auth0Result<IReadOnlyList<Auth0User>>> GetUsersByEmailAsync(string email, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(email);
        return SendAsync(HttpMethod.Get, $"users-by-email?email={Uri.EscapeDataString(email.ToLowerInvariant())}", null, ReadUsers, Auth0Json.Users, cancellationToken);
    }

    /// <summary>GET /users, the first <paramref name="take"/> (at most 100) by name that a query of search engine v3 finds; the index lags behind what was just written.</summary>
    public Task<Auth0Result<IReadOnlyList<Auth0User>>> SearchUsersAsync(string query, int take, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(query);
        return SendAsync(
            HttpMethod.Get,
            string.Create(CultureInfo.InvariantCulture, $"users?q={Uri.EscapeDataString(query)}&search_engine=v3&sort=name:1&page=0&per_page={take}"),
            null,
            ReadUsers,
            Auth0Json.Users,
            cancellationToken);
    }

    /// <summary>POST /users/{id}/roles.</summary>
    public Task<Auth0Result<Done>> AssignRolesAsync(string userId, IReadOnlyCollection<string> roleIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(roleIds);
        var body = new JsonObject { ["roles"] = new JsonArray([.. roleIds.Select(id => (JsonNode)id)]) };
        return SendAsync(HttpMethod.Post, $"users/{Encode(userId)}/roles", body, ["update:users", "create:role_members"], Auth0Json.Nothing, cancellationToken);
    }

    /// <summary>DELETE /users/{id}/roles; also Ok for roles the user does not have, as long as the tenant has them.</summary>
    public Task<Auth0Result<Done>> RemoveRolesAsync(string userId, IReadOnlyCollection<string> roleIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(roleIds);
        var body = new JsonObject { ["roles"] = new JsonArray([.. roleIds.Select(id => (JsonNode)id)]) };
        return SendAsync(HttpMethod.Delete, $"users/{Encode(userId)}/roles", body, ["update:users", "delete:role_members"], Auth0Json.Nothing, cancellationToken);
    }

    /// <summary>GET /users/{id}/roles, all pages.</summary>
    public Task<Auth0Result<IReadOnlyList<Auth0Role>>> GetUserRolesAsync(string userId, CancellationToken cancellationToken) =>
        RolePagesAsync($"users/{Encode(userId)}/roles?", ["read:users", "read:roles", "read:role_members"], cancellationToken);

    /// <summary>GET /roles, all pages; Auth0's filter matches any part of the name in any case.</summary>
    public Task<Auth0Result<IReadOnlyList<Auth0Role>>> GetRolesAsync(string? nameFilter, CancellationToken cancellationToken) =>
        RolePagesAsync(nameFilter is null ? "roles?" : $"roles?name_filter={Uri.EscapeDataString(nameFilter)}&", ["read:roles"], cancellationToken);

    /// <summary>GET /roles/{id}/users, all pages.</summary>
    public async Task<Auth0Result<IReadOnlyList<RoleMember>>> GetRoleUsersAsync(string roleId, CancellationToken cancellationToken)
    {
        var members = new List<RoleMember>();
        var from = "";
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await SendAsync(
                HttpMethod.Get, $"roles/{Encode(roleId)}/users?take={PageSize}{from}", null, ["read:users", "read:roles", "read:role_members"], Auth0Json.RoleMembers, cancellationToken);
            if (answer is not Auth0Result<RoleMemberPage>.Ok { Value: var read })
            {
                return answer.Select(_ => NoMembers);
            }

            members.AddRange(read.Members);
            if (read.Next is null)
            {
                return new Auth0Result<IReadOnlyList<RoleMember>>.Ok(members);
            }

            from = $"&from={Uri.EscapeDataString(read.Next)}";
        }

        return new Auth0Result<IReadOnlyList<RoleMember>>.Unreachable("Auth0's list of role members does not end.", MayHaveActed: false);
    }

    /// <summary>POST /tickets/password-change; makes every earlier link void. The new ticket is thrown away unread.</summary>
    public Task<Auth0Result<Done>> CreatePasswordChangeTicketAsync(string userId, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        // 0 would mean five days to Auth0.
        var body = new JsonObject { ["user_id"] = userId, ["ttl_sec"] = Math.Max(1, (int)lifetime.TotalSeconds) };
        return SendAsync(HttpMethod.Post, "tickets/password-change", body, ["create:user_tickets"], Auth0Json.Nothing, cancellationToken);
    }

    /// <summary>GET /email-templates/{name}; NotFound when the tenant never changed it.</summary>
    public Task<Auth0Result<EmailTemplate>> GetEmailTemplateAsync(string name, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, $"email-templates/{Encode(name)}", null, ["read:email_templates"], Auth0Json.Template, cancellationToken);

    /// <summary>GET /logs behind a checkpoint (empty: from the first), oldest first but in no strict order; fewer than <paramref name="take"/> (at most 100) means that the end is reached.</summary>
    public Task<Auth0Result<IReadOnlyList<TenantLogEntry>>> GetLogsAsync(string from, int take, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture, $"logs?{(from.Length > 0 ? $"from={Uri.EscapeDataString(from)}&" : "")}take={take}"), null, ReadLogs, Auth0Json.Logs, cancellationToken);

    /// <summary>The newest entry of GET /logs; an empty list when the log is.</summary>
    public Task<Auth0Result<IReadOnlyList<TenantLogEntry>>> GetNewestLogAsync(CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "logs?page=0&per_page=1&sort=date:-1", null, ReadLogs, Auth0Json.Logs, cancellationToken);

    private static IReadOnlyList<RoleMember> NoMembers => [];

    private static IReadOnlyList<Auth0Role> NoRoles => [];

    private async Task<Auth0Result<IReadOnlyList<Auth0Role>>> RolePagesAsync(string path, string[] scopes, CancellationToken cancellationToken)
    {
        var roles = new List<Auth0Role>();
        for (var page = 0; page < MostPages; page++)
        {
            var answer = await SendAsync(HttpMethod.Get, $"{path}per_page={PageSize}&page={page}", null, scopes, Auth0Json.Roles, cancellationToken);
            if (answer is not Auth0Result<IReadOnlyList<Auth0Role>>.Ok { Value: var read })
            {
                return answer.Select(_ => NoRoles);
            }

            roles.AddRange(read);
            if (read.Count < PageSize)
            {
                return new Auth0Result<IReadOnlyList<Auth0Role>>.Ok(roles);
            }
        }

        return new Auth0Result<IReadOnlyList<Auth0Role>>.Unreachable("Auth0's list of roles does not end.", MayHaveActed: false);
    }

    private async Task<Auth0Result<T>> SendAsync<T>(HttpMethod method, string path, JsonObject? body, string[] scopes, Func<string, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        using var client = http.CreateClient(HttpClientName);
        using var request = new HttpRequestMessage(method, new Uri(options.Value.Authority, $"/api/v2/{path}"));
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        var answer = await call.SendAsync(client, request, read, scopes, cancellationToken);
        return answer is Auth0Result<T>.Denied { Scopes.Count: > 0 } denied ? Note(denied, scopes) : answer;
    }

    // Auth0 lists the endpoint's whole rule; what matters is what this call needs and the token lacks, otherwise what of the rule it lacks.
    private Auth0Result<T>.Denied Note<T>(Auth0Result<T>.Denied denied, string[] needed)
    {
        var carried = tokens.State.Scopes;
        IReadOnlyList<string> missing = [.. needed.Where(IsLacking)];
        if (missing.Count == 0)
        {
            missing = [.. denied.Scopes.Where(IsLacking)];
        }

        if (missing.Count == 0)
        {
            // A token fetched while this call was under way carries them all: nothing is missing any more.
            return denied with { Scopes = needed };
        }

        tenant.Missed(missing);
        tokens.ScopeMissing(missing);
        return denied with { Scopes = missing };

        bool IsLacking(string scope) => carried?.Contains(scope) != true;
    }

    private static string Encode(string id) =>
        string.IsNullOrEmpty(id) || id.All(letter => letter == '.')
            ? throw new ArgumentException("This is not an id that Auth0 gives out.", nameof(id))
            : Uri.EscapeDataString(id);
}
