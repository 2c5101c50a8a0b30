using AdminPortal.Audit;
using AdminPortal.Shell;
using AdminPortal.SignIn;
using Microsoft.Extensions.Options;

namespace AdminPortal.Teams;

/// <summary>The parts of the company people are invited into, and who leads them.</summary>
public static class TeamsFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddTeams(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<RolesOptions>().BindConfiguration(RolesOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RolesOptions>, RolesOptionsValidator>();

        builder.Services.AddSingleton<OfferedRoles>();
        builder.Services.AddSingleton<ILedTeams, LedTeams>();
        builder.Services.AddSingleton<TeamChanges>();
        builder.Services.AddSingleton<TeamRows>();

        builder.Services.AddScoped<TeamEditing>();
        builder.Services.AddScoped<CreateTeam>();
        builder.Services.AddScoped<RenameTeam>();
        builder.Services.AddScoped<ArchiveTeam>();
        builder.Services.AddScoped<RestoreTeam>();
        builder.Services.AddScoped<ChangeTeamRoles>();
        builder.Services.AddScoped<AddLead>();
        builder.Services.AddScoped<RemoveLead>();
        builder.Services.AddScoped<TeamList>();
        builder.Services.AddScoped<TeamDetails>();
        builder.Services.AddScoped<PeopleSearch>();
        builder.Services.AddScoped<TeamActions>();

        builder.Services.Configure<ShellParts>(parts => parts.AddPlace(new Place(TeamAddress.Path, "Teams", "people", Order: 40, Policy: nameof(Right.SeeTeams))));
        builder.Services.AddSingleton<IAuditSubjects, TeamAuditSubjects>();
    }
}
