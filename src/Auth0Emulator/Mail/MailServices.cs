namespace Auth0Emulator.Mail;

/// <summary>What the mail room brings along.</summary>
public static class MailServices
{
    /// <summary>Registers the mail room.</summary>
    public static IServiceCollection AddMail(this IServiceCollection services) => services.AddSingleton<NewUserMails>().AddSingleton<TenantMailer>().AddSingleton<MailProvider>();
}
