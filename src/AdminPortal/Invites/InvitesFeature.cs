using System.Security.Cryptography;
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
        builder.Services.AddOptions<RolesOptions>().BindConfiguration(RolesOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<RolesOptions>, RolesOptionsValidator>();

        builder.Services.AddSingleton<WakeUp>();
        builder.Services.AddSingleton<InviteChanges>();
        builder.Services.AddSingleton<InviteChoices>();
        builder.Services.AddSingleton<ResendPauses>();
        builder.Services.AddSingleton<DailyLimits>();
        builder.Services.AddSingleton<AllowedDomains>();
        builder.Services.AddSingleton<InviteRows>();
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
        builder.Services.AddHostedService<InviteDeliveryService>();
        builder.Services.AddHostedService<InviteSweepService>();
        builder.Services.AddHostedService<TenantLogService>();
        builder.Services.AddHostedService<InviteWatchService>();

        builder.Services.AddScoped<InviteUsers>();
        builder.Services.AddScoped<ResendInvite>();
        builder.Services.AddScoped<ExtendInvite>();
        builder.Services.AddScoped<ChangeInviteRoles>();
        builder.Services.AddScoped<RevokeInvite>();
        builder.Services.AddScoped<InviteList>();
        builder.Services.AddScoped<InviteDetails>();
        builder.Services.AddScoped<InviteCounts>();
        builder.Services.AddScoped<InviteOfferDetails>();
        builder.Services.AddScoped<InviteActions>();
    }

    /// <summary>Map step of the pipeline.</summary>
    public static void MapInvites(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
    }
}
