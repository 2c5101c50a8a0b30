using System.Text.Json.Nodes;
using Auth0Emulator.Hosting;
using Auth0Emulator.Pages;
using Auth0Emulator.Tenant;
using Microsoft.AspNetCore.WebUtilities;

namespace Auth0Emulator.Authentication;

/// <summary>/u/reset-verify: where mailed links lead. Looking at the page uses nothing up; sending the form does, once.</summary>
public sealed class SetPasswordEndpoint(TenantState state, PasswordTickets tickets, PasswordChanges changes, TenantLog log, TenantAddress address, PageRenderer pages)
{
    /// <summary>Where the page is.</summary>
    public const string Path = "/u/reset-verify";

    /// <summary>Shows the form, or what has become of the link.</summary>
    public Task ShowAsync(HttpContext context)
    {
        var id = context.Request.Query["ticket"].ToString();
        return tickets.Look(id) switch
        {
            TicketStanding.Open open => FormAsync(context, open, null),
            var dead => DeadAsync(context, dead),
        };
    }

    /// <summary>Sets the password.</summary>
    public async Task SubmitAsync(HttpContext context)
    {
        var form = await context.Request.FormAsync();
        var (id, password, again) = (form["ticket"].ToString(), form["new_password"].ToString(), form["confirm_password"].ToString());
        var standing = tickets.Look(id);
        if (standing is not TicketStanding.Open open)
        {
            await RefuseAsync(context, id, standing);
            return;
        }

        if (Problem(open, password, again) is { } problem)
        {
            log.Write(Entry("fcp", context, id, open.Ticket, open.User) with { Description = problem.Code });
            await FormAsync(context, open, problem.Words);
            return;
        }

        // The hash is worked out outside the change: it is slow on purpose.
        await (Complete(context, id, PasswordHash.Of(password)) is { } late ? RefuseAsync(context, id, late) : DoneAsync(context, open));
    }

    /// <summary>Null when the password was set; otherwise what had become of the link between the look and the change.</summary>
    private TicketStanding? Complete(HttpContext context, string id, string passwordHash) => state.Change(tenant =>
    {
        var standing = tickets.Look(tenant, id);
        if (standing is not TicketStanding.Open open)
        {
            return standing;
        }

        changes.Complete(tenant, open, passwordHash);
        log.Write(tenant, Entry("scp", context, id, open.Ticket, open.User) with { Description = "You can now login to the application with the new password." });
        return null;
    });

    private (string Code, string Words)? Problem(TicketStanding.Open open, string password, string again)
    {
        if (password.Length == 0)
        {
            return ("Password is required", "A new password is needed.");
        }

        if (password != again)
        {
            return ("Passwords don't match", "The two passwords are not the same. Enter the new one twice.");
        }

        return Connection(open.User).Takes(password) ? null : ("PasswordStrengthError: Password is too weak", "The password is too weak. It needs everything in the list below.");
    }

    private Task FormAsync(HttpContext context, TicketStanding.Open open, string? problem) =>
        pages.SendAsync<SetPasswordPage>(context, problem is null ? 200 : 400, new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            [nameof(SetPasswordPage.Email)] = open.User.Email,
            [nameof(SetPasswordPage.Ticket)] = open.Ticket.Id,
            [nameof(SetPasswordPage.Until)] = open.Ticket.ExpiresAt,
            [nameof(SetPasswordPage.Rules)] = Connection(open.User).PasswordRules(),
            [nameof(SetPasswordPage.Problem)] = problem,
        });

    private Task DoneAsync(HttpContext context, TicketStanding.Open open)
    {
        var (name, login) = state.Read(tenant =>
        {
            var client = tenant.Client(open.Ticket.ClientId);
            return (client?.Name ?? tenant.Settings.FriendlyName, client?.InitiateLoginUri ?? tenant.Settings.DefaultRedirectionUri);
        });
        return pages.NoticeAsync(
            context,
            200,
            "Password changed",
            $"Your password has been changed successfully. {open.User.Email} can sign in with it now.",
            bad: false,
            login is null ? null : $"Back to {name}",
            login is null ? null : QueryHelpers.AddQueryString(login, "iss", address.Issuer));
    }

    /// <summary>A form that came too late is written down; a mere look at the link isn't, mail scanners look too.</summary>
    private Task RefuseAsync(HttpContext context, string id, TicketStanding dead)
    {
        var (ticket, user) = dead switch
        {
            TicketStanding.Used used => (used.Ticket, used.User),
            TicketStanding.Expired expired => (expired.Ticket, expired.User),
            _ => ((PasswordTicket?)null, (TenantUser?)null),
        };
        log.Write(Entry("fcp", context, id, ticket, user) with { Description = Words(dead).Title });
        return DeadAsync(context, dead);
    }

    private Task DeadAsync(HttpContext context, TicketStanding dead)
    {
        var (title, text) = Words(dead);
        return pages.NoticeAsync(context, 400, title, text, linkText: "Inbox", link: "/emulator/mail");
    }

    private static (string Title, string Text) Words(TicketStanding dead) => dead switch
    {
        TicketStanding.Used => ("This link has been used", "A password was set with it already, and a link works once. To choose another password, ask for a new link."),
        TicketStanding.Expired { Ticket.ReplacedAt: not null } => ("A newer link took its place", "Only the newest link works. It is in the most recent mail, if one was sent."),
        TicketStanding.Expired expired => ("This link has expired", $"It was good until {expired.Ticket.ExpiresAt.UtcDateTime:d MMMM yyyy, HH:mm} UTC. Ask for a new one."),
        _ => ("This link is not valid", "There is no such link, or the account it was for is gone. Open it from the mail again, or ask for a new one."),
    };

    private TenantConnection Connection(TenantUser user) => state.Read(tenant => tenant.ConnectionNamed(user.Connection) ?? new TenantConnection { Id = "", Name = user.Connection });

    /// <summary>As at Auth0, the details carry the live ticket: whoever reads the log holds a credential.</summary>
    private static LogEntry Entry(string type, HttpContext context, string id, PasswordTicket? ticket, TenantUser? user)
    {
        var visitor = context.Visitor();
        return new LogEntry
        {
            Type = type,
            Connection = user?.Connection,
            ClientId = ticket?.ClientId,
            UserId = user?.UserId,
            UserName = user?.Email,
            Ip = visitor.Ip,
            UserAgent = visitor.UserAgent,
            Details = new JsonObject
            {
                ["title"] = "Change password",
                ["email"] = user?.Email,
                ["body"] = new JsonObject { ["ticket"] = id, ["newPassword"] = "*****", ["confirmNewPassword"] = "*****" },
                ["query"] = new JsonObject
                {
                    ["email"] = user?.Email,
                    ["markEmailAsVerified"] = ticket?.MarkEmailAsVerified,
                    ["resultUrl"] = ticket?.ResultUrl,
                    ["includeEmailInRedirect"] = ticket?.IncludeEmailInRedirect,
                },
            },
        };
    }
}
