using System.Text.Json.Nodes;
using Auth0Emulator.Api;
using Auth0Emulator.Mail;
using Auth0Emulator.Tenant;

namespace Auth0Emulator.Authentication;

/// <summary>Who is to get a link, and for which application.</summary>
public sealed record ResetMailOrder(string Email, TenantConnection Connection, TenantClient? Client);

/// <summary>Mails links for setting a password, and writes down in the tenant log how that went.</summary>
public sealed class ResetMails(TenantState state, PasswordTickets tickets, TenantMailer mailer, TenantLog log)
{
    /// <summary>Issues a link and mails it; nobody is told whether there was anybody to mail it to.</summary>
    public void Send(ResetMailOrder order, Visitor visitor)
    {
        var material = state.Change(tenant =>
        {
            if (tenant.UserByEmail(order.Email, order.Connection.Name) is not { } user)
            {
                log.Write(tenant, Entry("fcpr", order, visitor, "User does not exist.", Requested(tenant, order)));
                return null;
            }

            if (order.Connection.DisableSelfServiceChangePassword)
            {
                log.Write(tenant, Entry("fcpr", order, visitor, "Self-service change password is disabled for the connection.", Requested(tenant, order)));
                return null;
            }

            var template = tenant.EmailTemplates.GetValueOrDefault(MailNames.Reset);
            var ticket = tickets.Issue(tenant, new TicketOrder
            {
                UserId = user.UserId,
                LifetimeInSeconds = template?.UrlLifetimeInSeconds,
                MarkEmailAsVerified = true,
                ClientId = order.Client?.ClientId,
                ResultUrl = template?.ResultUrl,
                IncludeEmailInRedirect = template?.IncludeEmailInRedirect ?? true,
            });
            var link = tickets.Link(ticket);
            log.Write(tenant, Entry("scpr", order, visitor, null, new JsonObject { ["body"] = Requested(tenant, order), ["resetUrl"] = link }));
            return MailMaterial.Gather(tenant, MailNames.Reset, user, order.Client, link);
        });

        // Rendered outside the change: a slow template must not hold up the whole tenant.
        if (material is not null)
        {
            mailer.Send(material);
        }
    }

    /// <summary>Auth0 writes no user id into these entries, only the address.</summary>
    private static LogEntry Entry(string type, ResetMailOrder order, Visitor visitor, string? description, JsonObject details) => new()
    {
        Type = type,
        Description = description,
        Connection = order.Connection.Name,
        ClientId = order.Client?.ClientId,
        Ip = visitor.Ip,
        UserAgent = visitor.UserAgent,
        UserName = order.Email,
        Details = type == "scpr" ? details : new JsonObject { ["body"] = details },
    };

    private static JsonObject Requested(TenantData tenant, ResetMailOrder order)
    {
        var template = tenant.EmailTemplates.GetValueOrDefault(MailNames.Reset);
        return new JsonObject
        {
            ["client_id"] = order.Client?.ClientId,
            ["connection"] = order.Connection.Name,
            ["email"] = order.Email,
            ["tenant"] = tenant.Settings.Name,
            ["ttl_sec"] = template?.UrlLifetimeInSeconds ?? PasswordTickets.DefaultLifetimeInSeconds,
            ["markEmailAsVerified"] = true,
            ["includeEmailInRedirect"] = template?.IncludeEmailInRedirect ?? true,
            ["resultUrl"] = template?.ResultUrl,
            ["verify"] = true,
        };
    }
}
