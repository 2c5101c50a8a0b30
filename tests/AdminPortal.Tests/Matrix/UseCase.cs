using AdminPortal.Audit;
using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.LookUp;
using AdminPortal.Requests;
using AdminPortal.Setup;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Testing;

namespace AdminPortal.Tests.Matrix;

/// <summary>One thing a person can ask the portal to do, and how to ask for it past every page.</summary>
/// <param name="Type">The class that does it.</param>
/// <param name="Right">The right it takes.</param>
/// <param name="Places">Where what it is done to can belong; a single null where that does not matter.</param>
/// <param name="CallAsync">Asks for it; answers the outcome.</param>
public sealed record UseCase(Type Type, Right Right, IReadOnlyList<Place?> Places, Func<ActingScope, Target, Task<object?>> CallAsync)
{
    private static readonly Place?[] Nowhere = [null];
    private static readonly Place?[] InATeam = [Place.OwnTeam, Place.AnotherTeam];
    private static readonly Place?[] Anywhere = [Place.OwnTeam, Place.AnotherTeam, Place.NoTeam];

    private static readonly Nothing Unanswered = new();

    /// <summary>Which method, where a class has several.</summary>
    public string Method { get; init; } = "";

    /// <summary>Pages ask for it by themselves: whoever may not gets nothing, and has not tried anything.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Everything there is; a test demands that nothing is missing.</summary>
    public static IReadOnlyList<UseCase> All { get; } =
    [
        Of<InviteList>(Right.SeeInvites, Nowhere, async (it, _) => await it.HandleAsync(new InviteListQuery())),
        Of<InviteCounts>(Right.SeeInvites, Nowhere, async (it, _) => await it.HandleAsync()),
        Of<InviteDetails>(Right.SeeInvites, Anywhere, async (it, on) => await it.HandleAsync(on.Invite)),
        Of<InviteTeamList>(Right.SeeInvites, Nowhere, async (it, _) => await it.HandleAsync() is { Teams.Count: 0, SeesThoseWithout: false } ? Unanswered : "teams") with { IsQuiet = true },
        Of<InviteOfferDetails>(Right.InvitePeople, Nowhere, async (it, _) => await it.HandleAsync(lookAgain: true) is { Room: null } ? Unanswered : "room") with { IsQuiet = true },
        Of<InviteOfferDetails>(Right.DecideRequests, Nowhere, async (it, _) => await it.HandleAsync(Right.DecideRequests, lookAgain: true) is { Room: null } ? Unanswered : "room") with { IsQuiet = true },
        Of<InviteUsers>(Right.InvitePeople, Anywhere, async (it, on) => Beyond(await it.HandleAsync(new InviteUsersRequest { Addresses = [on.Address], Lifetime = TimeSpan.FromDays(3), TeamId = on.Team }))),
        Of<ResendInvite>(Right.ResendInvites, Anywhere, async (it, on) => await it.HandleAsync(on.Invite)),
        Of<ExtendInvite>(Right.ExtendInvites, Anywhere, async (it, on) => await it.HandleAsync(new ExtendInviteRequest(on.Invite, TimeSpan.FromDays(4), null))),
        Of<ChangeInviteRoles>(Right.ChangeInviteRoles, Anywhere, async (it, on) => await it.HandleAsync(new ChangeInviteRolesRequest { Id = on.Invite, RoleIds = [] })),
        Of<ChangeInviteTeam>(Right.ChangeInviteTeam, Anywhere, async (it, on) => await it.HandleAsync(new ChangeInviteTeamRequest(on.Invite, null))),
        Of<RevokeInvite>(Right.RevokeInvites, Anywhere, async (it, on) => await it.HandleAsync(on.Invite)),

        Of<LeftInvites>(Right.DecideLeftInvites, Nowhere, async (it, _) => await it.HandleAsync()),
        Of<LeftInvites>(Right.DecideLeftInvites, Nowhere, async (it, _) => await it.CountAsync() == 0 ? Unanswered : "left") with { Method = nameof(LeftInvites.CountAsync), IsQuiet = true },
        Of<KeepLeftInvite>(Right.DecideLeftInvites, Anywhere, async (it, on) => await it.HandleAsync(new LeftInviteRequest(on.Invite, Target.Inviter))),
        Of<ReassignInvite>(Right.DecideLeftInvites, Anywhere, async (it, on) => await it.HandleAsync(new LeftInviteRequest(on.Invite, Target.Inviter), "auth0|nobody-in-particular")),
        Of<ReassignChoices>(Right.DecideLeftInvites, Anywhere, async (it, on) => await it.HandleAsync(on.Invite) is { Count: > 0 } choices ? choices : null),
        Of<SettleLeftInviter>(Right.DecideLeftInvites, Nowhere, async (it, _) => await it.HandleAsync("auth0|nobody-in-particular", LeftDecision.Keep)),

        Of<LookUpList>(Right.LookUpInvites, Nowhere, async (it, _) => await it.HandleAsync("matrix", null)),
        Of<OpenLookedUpInvite>(Right.LookUpInvites, Anywhere, async (it, on) => await it.HandleAsync(on.Invite)),

        Of<TeamList>(Right.SeeTeams, Nowhere, async (it, _) => await it.HandleAsync(archived: false)),
        Of<TeamDetails>(Right.SeeTeams, InATeam, async (it, on) => await it.HandleAsync(on.Team!.Value)),
        Of<PeopleSearch>(Right.ManageTeams, Nowhere, async (it, _) => await it.HandleAsync("Lee")),
        Of<CreateTeam>(Right.ManageTeams, Nowhere, async (it, on) => await it.HandleAsync($"Team {on.Number}")),
        Of<RenameTeam>(Right.ManageTeams, InATeam, async (it, on) => await it.HandleAsync(on.Team!.Value, $"Renamed {on.Number}")),
        Of<ChangeTeamRoles>(Right.ManageTeams, InATeam, async (it, on) => await it.HandleAsync(new ChangeTeamRolesRequest { Id = on.Team!.Value, DefaultRoleIds = [], GrantableRoleIds = [] })),
        Of<AddLead>(Right.ManageTeams, InATeam, async (it, on) => await it.HandleAsync(on.Team!.Value, new FoundPerson("auth0|newcomer", "Nina Newcomer", "nina@example.com"))),
        Of<RemoveLead>(Right.ManageTeams, InATeam, async (it, on) => await it.HandleAsync(on.Team!.Value, "auth0|newcomer")),
        Of<ArchiveTeam>(Right.ManageTeams, InATeam, async (it, on) => await it.HandleAsync(on.Team!.Value)),
        Of<RestoreTeam>(Right.ManageTeams, InATeam, async (it, on) => await it.HandleAsync(on.Team!.Value)),

        Of<AskForInvites>(Right.AskForInvites, InATeam, async (it, on) => Beyond(await it.HandleAsync(new AskForInvitesRequest { Addresses = [on.Address], Lifetime = TimeSpan.FromDays(3), TeamId = on.Team }))),
        Of<WithdrawRequest>(Right.AskForInvites, InATeam, async (it, on) => await it.HandleAsync(on.Request)),
        Of<ApproveRequest>(Right.DecideRequests, InATeam, async (it, on) => await it.HandleAsync(new Approval { Id = on.Request })),
        Of<DeclineRequest>(Right.DecideRequests, InATeam, async (it, on) => await it.HandleAsync(on.Request, "No.")),
        Of<CloseRequest>(Right.DecideRequests, InATeam, async (it, on) => await it.HandleAsync(on.Request)),
        Of<RequestList>(Right.SeeRequests, Nowhere, async (it, _) => await it.HandleAsync(new RequestListQuery())),
        Of<RequestCount>(Right.SeeRequests, Nowhere, async (it, _) => await it.HandleAsync() is null ? Unanswered : "count") with { IsQuiet = true },

        Of<AuditList>(Right.SeeAudit, Nowhere, async (it, _) => await it.HandleAsync(new AuditListQuery())),
        Of<AuditList>(Right.SeeAudit, Nowhere, async (it, _) => await it.PeopleAsync() is { Count: 0 } ? Unanswered : "people") with { Method = nameof(AuditList.PeopleAsync), IsQuiet = true },
        Of<AuditList>(Right.SeeAudit, Nowhere, async (it, _) => await it.NameAsync("audit") is null ? Unanswered : "name") with { Method = nameof(AuditList.NameAsync), IsQuiet = true },
        Of<AuditEntryDetails>(Right.SeeAudit, Nowhere, async (it, _) => await it.HandleAsync(1)),
        Of<VerifyAudit>(Right.SeeAudit, Nowhere, async (it, _) => await it.HandleAsync()),
        Of<VerifyAudit>(Right.SeeAudit, Nowhere, async (it, _) => await it.LastAsync() is null ? Unanswered : "last") with { Method = nameof(VerifyAudit.LastAsync), IsQuiet = true },
        Of<ExportAudit>(Right.SeeAudit, Nowhere, async (it, _) => await it.HandleAsync(new AuditListQuery())),

        Of<SessionList>(Right.SeeSessions, Nowhere, async (it, _) => await it.HandleAsync()),
        Of<EndPersonsSessions>(Right.EndSessions, Nowhere, async (it, _) => await it.HandleAsync(new EndPersonsSessionsRequest { Subject = "auth0|newcomer" })),

        Of<CheckTenant>(Right.SeeTenantProblems, Nowhere, async (it, _) => await it.HandleAsync(renewToken: false)),
        Of<CheckTenant>(Right.SeeTenantProblems, Nowhere, async (it, _) => await it.ReadAsync()) with { Method = nameof(CheckTenant.ReadAsync) },
        Of<FixTenant>(Right.ChangeSetup, Nowhere, async (it, _) => await it.HandleAsync("no-such-check")),
        Of<FixTenant>(Right.SeeTenantProblems, Nowhere, async (it, _) => await it.LastNewsAsync("admin-role") is null ? Unanswered : "news") with { Method = nameof(FixTenant.LastNewsAsync), IsQuiet = true },
        Of<BrandingDetails>(Right.SeeTenantProblems, Nowhere, async (it, _) => await it.HandleAsync()),
        Of<SaveBranding>(Right.ChangeSetup, Nowhere, async (it, _) => await it.HandleAsync(new TenantBranding(), "never seen")),
        Of<UndoBranding>(Right.ChangeSetup, Nowhere, async (it, _) => NoSuchVersion(await it.HandleAsync(4711, "never seen"))),
        Of<EmailTemplateDetails>(Right.SeeTenantProblems, Nowhere, async (it, _) => await it.HandleAsync()),
        Of<SaveEmailDraft>(Right.ChangeSetup, Nowhere, async (it, _) => await it.HandleAsync(EmailContent.Starter)),
        Of<DiscardEmailDraft>(Right.ChangeSetup, Nowhere, async (it, _) => await it.HandleAsync(starter: true)),
        Of<PublishEmailTemplate>(Right.ChangeSetup, Nowhere, async (it, _) => NoSuchVersion(await it.HandleAsync(seen: null))),
        Of<UndoEmailTemplate>(Right.ChangeSetup, Nowhere, async (it, _) => NoSuchVersion(await it.HandleAsync(4711, seen: null))),
        Of<TestInviteDetails>(Right.SeeTenantProblems, Nowhere, async (it, _) => await it.HandleAsync()),
        Of<SendTestInvite>(Right.ChangeSetup, Nowhere, async (it, on) => await it.HandleAsync(on.Address)),
        Of<EndTestInvite>(Right.ChangeSetup, Nowhere, async (it, on) => await it.HandleAsync(on.Test)),
    ];

    /// <inheritdoc/>
    public override string ToString() => Method.Length == 0 ? Type.Name : $"{Type.Name}.{Method}";

    private static UseCase Of<T>(Right right, IReadOnlyList<Place?> places, Func<T, Target, Task<object?>> call)
        where T : notnull => new(typeof(T), right, places, (scope, target) => call(scope.Get<T>(), target));

    // A version that was never there is no question of rights.
    private static object NoSuchVersion(object outcome) => outcome.GetType().Name == nameof(NotFound) ? "no such version" : outcome;

    // Inviting into somebody else's team is answered at its field, as for a team there is none of.
    private static object Beyond(object outcome) => outcome switch
    {
        InviteUsersOutcome.Invalid { Problems: [{ Field: nameof(InviteUsersRequest.TeamId) }] } => new NotFound(),
        AskOutcome.Invalid { Problems: [{ Field: nameof(AskForInvitesRequest.TeamId) }] } => new NotFound(),
        _ => outcome,
    };

    private sealed record NotFound;

    /// <summary>A page that asked by itself got nothing.</summary>
    internal sealed record Nothing;
}
