using System.Text.Json;
using System.Text.Json.Serialization;
using AdminPortal.Audit;
using AdminPortal.SignIn;

namespace AdminPortal.Requests;

/// <summary>The audit rows that a request leaves; each in the same save as the change it tells.</summary>
internal static class RequestAudit
{
    public const string Asked = "request.asked";
    public const string Approved = "request.approved";
    public const string Declined = "request.declined";
    public const string Withdrawn = "request.withdrawn";
    public const string Overtaken = "request.overtaken";

    private static readonly JsonSerializerOptions Compact = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public static AuditEntry OfAsked(InviteRequest request, Person by, DateTimeOffset now) => Of(request, by, Asked, now, Details(request) with
    {
        Roles = [.. request.Roles.Select(role => role.Name)],
        Lifetime = request.Lifetime,
        Reason = request.Reason,
    });

    public static AuditEntry OfApproved(InviteRequest request, Person by, DateTimeOffset now) =>
        Of(request, by, Approved, now, Details(request) with { AskedBy = request.AskedByName, Correction = request.Correction, Invite = request.InviteId });

    public static AuditEntry OfDeclined(InviteRequest request, Person by, DateTimeOffset now) =>
        Of(request, by, Declined, now, Details(request) with { AskedBy = request.AskedByName, Note = request.Note });

    public static AuditEntry OfWithdrawn(InviteRequest request, Person by, DateTimeOffset now) => Of(request, by, Withdrawn, now, Details(request));

    public static AuditEntry OfOvertaken(InviteRequest request, Person by, DateTimeOffset now) =>
        Of(request, by, Overtaken, now, Details(request) with { AskedBy = request.AskedByName, Invite = request.InviteId });

    private static RequestAuditDetails Details(InviteRequest request) => new() { Email = request.EmailKey, Team = request.TeamId };

    private static AuditEntry Of(InviteRequest request, Person by, string action, DateTimeOffset now, RequestAuditDetails details) =>
        AuditEntry.Of(now, by.AsActor(), action, request.Id.ToString(), JsonSerializer.Serialize(details, Compact));
}

/// <summary>What an audit row of a request may say.</summary>
internal sealed record RequestAuditDetails
{
    public string? Email { get; init; }

    public Guid? Team { get; init; }

    public IReadOnlyList<string>? Roles { get; init; }

    public TimeSpan? Lifetime { get; init; }

    public string? Reason { get; init; }

    public string? AskedBy { get; init; }

    public string? Correction { get; init; }

    public string? Note { get; init; }

    public Guid? Invite { get; init; }
}
