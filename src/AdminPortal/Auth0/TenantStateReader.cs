namespace AdminPortal.Auth0;

/// <summary>Reads the tenant once, for <see cref="TenantState"/>.</summary>
public sealed class TenantStateReader(ManagementClient management, TenantState state, TimeProvider clock)
{
    /// <summary>The template that invitation mails are made from.</summary>
    public const string InviteTemplate = "reset_email";

    /// <summary>One pass; true when everything could be read. What can't be read stays as it was.</summary>
    public async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        var roles = await ReadRolesAsync(cancellationToken);
        var lifetime = await ReadLinkLifetimeAsync(cancellationToken);
        return roles && lifetime;
    }

    private async Task<bool> ReadRolesAsync(CancellationToken cancellationToken)
    {
        if (await management.GetRolesAsync(null, cancellationToken) is not Auth0Result<IReadOnlyList<Auth0Role>>.Ok { Value: var roles })
        {
            return false;
        }

        var byName = roles.OrderBy(role => role.Name, StringComparer.OrdinalIgnoreCase).ToList();
        state.Learn(facts => facts with
        {
            // The same list object stays when nothing changed, so that listeners can tell.
            Roles = facts.Roles.SequenceEqual(byName) ? facts.Roles : byName,
            RolesReadAt = clock.GetUtcNow(),
        });
        return true;
    }

    private async Task<bool> ReadLinkLifetimeAsync(CancellationToken cancellationToken)
    {
        var answer = await management.GetEmailTemplateAsync(InviteTemplate, cancellationToken);
        var lifetime = answer switch
        {
            Auth0Result<EmailTemplate>.Ok { Value: var template } => template.LinkLifetime ?? TenantFacts.DefaultLinkLifetime,

            // Never customised: Auth0's own template with Auth0's default.
            Auth0Result<EmailTemplate>.NotFound => TenantFacts.DefaultLinkLifetime,
            _ => (TimeSpan?)null,
        };
        if (lifetime is not { } known)
        {
            return false;
        }

        state.Learn(facts => facts with { LinkLifetime = known, LinkLifetimeReadAt = clock.GetUtcNow() });
        return true;
    }
}
