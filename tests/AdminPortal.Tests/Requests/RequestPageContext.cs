using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.Requests;
using AdminPortal.SignIn;
using AdminPortal.Teams;
using AdminPortal.Tests.Shell;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Requests;

/// <summary>A page with two teams around it, one of them led by Ivo; Mira, an admin, looks at it unless a test says otherwise.</summary>
public abstract class RequestPageContext : PageContext
{
    protected const string Bruno = "bruno.klein@example.com";

    protected static readonly SignedInIdentity Ivo = new("auth0|ivo", "Ivo Marić", "ivo@example.com", true, null);

    /// <summary>Led by Ivo; may grant Member and Deploy, which is administrative.</summary>
    protected Guid FieldSales { get; } = Guid.CreateVersion7(Start);

    /// <summary>Led by nobody; may grant Member and Billing.</summary>
    protected Guid Platform { get; } = Guid.CreateVersion7(Start.AddSeconds(1));

    /// <inheritdoc/>
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Services.GetRequiredService<PortalRoleMembers>().Learn(PortalRole.TeamLead, new Auth0Result<IReadOnlyList<RoleMember>>.Ok([new RoleMember(Ivo.Subject, Ivo.Email, Ivo.Name)]));
        await using var db = await ContextAsync();
        TeamRole member = new("rol_member", "Member");
        var sales = Team.Create(FieldSales, "Field sales", [member], [member, new("rol_deploy", "Deploy")], Start);
        sales.Leads.Add(TeamLead.Of(FieldSales, Ivo.Subject, Ivo.Name, Ivo.Email));
        db.Teams.AddRange(sales, Team.Create(Platform, "Platform", [], [member, new("rol_billing", "Billing")], Start));
        await db.SaveChangesAsync();
    }

    protected Task<PortalDb> ContextAsync() => Services.GetRequiredService<IDbContextFactory<PortalDb>>().CreateDbContextAsync();

    /// <summary>A request of Ivo's that waits.</summary>
    protected async Task<Guid> AskedAsync(string email = Bruno, DateTimeOffset? endsBy = null, params RequestedRole[] roles)
    {
        var request = InviteRequest.Create(
            Guid.CreateVersion7(Clock.Now),
            new WantedPerson(email, EmailAddress.Read(email).Address!, null),
            new RequestedInvite(FieldSales, roles.Length > 0 ? roles : [new("rol_member", "Member")], TimeSpan.FromDays(3), endsBy, "Welcome!", "He starts on Monday."),
            new Inviter(Ivo.Subject, Ivo.Name),
            Clock.Now);
        await using var db = await ContextAsync();
        db.InviteRequests.Add(request);
        await db.SaveChangesAsync();
        Services.GetRequiredService<RequestChanges>().Publish(request.Id);
        return request.Id;
    }

    protected async Task<InviteRequest> RequestAsync(Guid id)
    {
        await using var db = await ContextAsync();
        return await db.InviteRequests.AsNoTracking().SingleAsync(request => request.Id == id);
    }

    /// <summary>The row of a request as the list gives it to whoever is signed in.</summary>
    protected async Task<RequestRow> RowAsync(Guid id)
    {
        var page = Assert.IsType<RequestListOutcome.Page>(await Services.GetRequiredService<RequestList>().HandleAsync(new RequestListQuery()));
        return page.Requests.Rows.Single(row => row.Id == id);
    }

    protected async Task<IReadOnlyList<Invite>> InvitesAsync()
    {
        await using var db = await ContextAsync();
        return await db.Invites.AsNoTracking().OrderBy(invite => invite.Number).ToListAsync();
    }

    protected async Task SqlAsync(string statement)
    {
        await using var db = await ContextAsync();
        await db.Database.ExecuteSqlRawAsync(statement);
    }

    /// <summary>From now on the database takes no answer and no request, as when its disk is full.</summary>
    protected Task BreakRequestsAsync() => SqlAsync("""
        CREATE TRIGGER NoAsking BEFORE INSERT ON InviteRequests BEGIN SELECT RAISE(ABORT, 'disk full'); END;
        CREATE TRIGGER NoAnswer BEFORE UPDATE ON InviteRequests BEGIN SELECT RAISE(ABORT, 'disk full'); END
        """);

    /// <summary>It takes them again.</summary>
    protected Task MendRequestsAsync() => SqlAsync("DROP TRIGGER NoAsking; DROP TRIGGER NoAnswer");

    protected static IElement Button<TComponent>(IRenderedComponent<TComponent> where, string name)
        where TComponent : IComponent => where.FindAll("button").First(button => button.TextContent.Trim() == name);

    protected static IElement Role<TComponent>(IRenderedComponent<TComponent> where, string name)
        where TComponent : IComponent => where.FindAll(".options label").Single(label => label.TextContent.Trim() == name).QuerySelector("input")!;
}
