using System.Security.Cryptography;
using AdminPortal.Audit;
using AdminPortal.Teams;
using Microsoft.Extensions.Options;

namespace AdminPortal.Invites;

/// <summary>The heart: invitations and their delivery.</summary>
public static class InvitesFeature
{
    /// <summary>Registers everything this slice needs.</summary>
    public static void AddInvites(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddOptions<InvitesOptions>().BindConfiguration(InvitesOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<InvitesOptions>, InvitesOptionsValidator>();

        builder.Services.AddOptions<InviteDoor>();
        builder.Services.AddSingleton<WakeUp>();
        builder.Services.AddSingleton<InviteChanges>();
        builder.Services.AddSingleton<InviteChoices>();
        builder.Services.AddSingleton<ResendPauses>();
        builder.Services.AddSingleton<DailyLimits>();
        builder.Services.AddSingleton<AllowedDomains>();
        builder.Services.AddSingleton<InviteRecording>();
        builder.Services.AddSingleton<InviteRows>();
        builder.Services.AddSingleton<ITeamInvites, TeamInvites>();
        builder.Services.AddSingleton<IAuditSubjects, InviteAuditSubjects>();
        builder.Services.AddSingleton<InviteClaims>();
        builder.Services.AddSingleton<Obstacles>();
        builder.Services.AddSingleton(RandomNumberGenerator.Create());
        builder.Services.AddSingleton<RandomPassword>();
        builder.Services.AddSingleton<InviteClosing>();
        builder.Services.AddSingleton<DeliveryEnds>();
        builder.Services.AddSingleton<AccountDelivery>();
        builder.Services.AddSingleton<AccountRoles>();
        builder.Services.AddSingleton<RoleDelivery>();
        builder.Services.AddSingleton<InviteNews>();
        builder.Services.AddSingleton<TenantLogReader>();
        builder.Services.AddSingleton<MailEvidence>();
        builder.Services.AddSingleton<LostMail>();
        builder.Services.AddSingleton<MailPilot>();
        builder.Services.AddSingleton<InviteDelivery>();
        builder.Services.AddSingleton<InviteWorker>();
        builder.Services.AddSingleton<InviteWatch>();
        builder.Services.AddSingleton<InviteSweep>();
        builder.Services.AddSingleton<UnusableAccounts>();
        builder.Services.AddSingleton<Inviters>();
        builder.Services.AddSingleton<LeftInviteCheck>();
        builder.Services.AddSingleton<InviterWatch>();
        builder.Services.AddHostedService<InviteDeliveryService>();
        builder.Services.AddHostedService<InviteSweepService>();
        builder.Services.AddHostedService<TenantLogService>();
        builder.Services.AddHostedService<InviteWatchService>();
        builder.Services.AddHostedService<InviterWatchService>();

        builder.Services.AddScoped<InviteTerms>();
        builder.Services.AddScoped<InviteUsers>();
        builder.Services.AddScoped<ResendInvite>();
        builder.Services.AddScoped<ExtendInvite>();
        builder.Services.AddScoped<ChangeInviteRoles>();
        builder.Services.AddScoped<ChangeInviteTeam>();
        builder.Services.AddScoped<RevokeInvite>();
        builder.Services.AddScoped<InviteList>();
        builder.Services.AddScoped<InviteDetails>();
        builder.Services.AddScoped<InviteCounts>();
        builder.Services.AddScoped<InviteOfferDetails>();
        builder.Services.AddScoped<InviteTeamList>();
        builder.Services.AddScoped<InviteActions>();
        builder.Services.AddScoped<LeftInvites>();
        builder.Services.AddScoped<KeepLeftInvite>();
        builder.Services.AddScoped<ReassignInvite>();
        builder.Services.AddScoped<ReassignChoices>();
        builder.Services.AddScoped<SettleLeftInviter>();
    }

    /// <summary>Map step of the pipeline.</summary>
    public static void MapInvites(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }
}
