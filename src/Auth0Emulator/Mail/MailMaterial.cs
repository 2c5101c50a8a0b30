using Auth0Emulator.Tenant;

namespace Auth0Emulator.Mail;

/// <summary>What a mail is made of.</summary>
public sealed record MailMaterial
{
    /// <summary>Which mail it is, one of <see cref="MailNames"/>.</summary>
    public required string Name { get; init; }

    public required TenantUser User { get; init; }

    /// <summary>The application it was asked for, if any.</summary>
    public TenantClient? Client { get; init; }

    public required TenantSettings Settings { get; init; }

    public EmailProvider? Provider { get; init; }

    /// <summary>Null for a mail that was never customised.</summary>
    public EmailTemplate? Template { get; init; }

    /// <summary>Where its button leads; null for a mail without one.</summary>
    public string? Url { get; init; }

    /// <summary>Whether Auth0's own sender takes it: no provider, or one that is switched off.</summary>
    public bool ByBuiltInSender => Provider is not { Enabled: true };

    /// <summary>Gathers it inside a read or change that is under way.</summary>
    public static MailMaterial Gather(TenantData tenant, string name, TenantUser user, TenantClient? client, string? url) => new()
    {
        Name = name,
        User = user,
        Client = client,
        Settings = tenant.Settings,
        Provider = tenant.EmailProvider,
        Template = tenant.EmailTemplates.GetValueOrDefault(name),
        Url = url,
    };
}
