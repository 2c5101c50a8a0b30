using System.Net;
using AdminPortal.Auth0;
using AdminPortal.Invites;
using AdminPortal.Setup;
using AdminPortal.SignIn;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Auth0Emulator;
using Auth0Emulator.Control;
using Auth0Emulator.Tenant;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Setup;

/// <summary>The mail template from the draft to the mail, against the local tenant.</summary>
public sealed class EmailTemplateTests : IAsyncLifetime
{
    private const string Create = "POST /api/v2/email-templates";
    private const string Change = "PATCH /api/v2/email-templates/{name}";
    private InviteWorld _world = null!;

    public async Task InitializeAsync() => _world = await InviteWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public void The_starter_and_the_local_tenants_own_template_are_the_same_letter() =>
        Assert.Equal(Template()!.Body.ReplaceLineEndings("\n"), EmailContent.Starter.Body);

    [Fact]
    public async Task The_preview_of_an_invitation_is_the_mail_that_arrives()
    {
        Assert.IsType<PublishOutcome.Published>(await EditAndPublishAsync(Edited));
        await _world.AskAsync(InviteWorld.Request("ana@example.com") with { Message = "Welcome,\n<b>Ana</b> & \"all\"" });
        await _world.SweepAsync();
        var mail = _world.Tenant.Mail.NewestTo("ana@example.com")!;
        var invite = Assert.Single(await _world.RowsAsync());

        var preview = Preview(MailFace.Invitation, Person("ana@example.com", mail.PasswordLink()) with { Inviter = "Ada Admin", Message = invite.Message, Expiry = invite.ExpiresAt!.Value });

        Assert.Contains("An edit of ours", mail.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Ana", mail.Html, StringComparison.Ordinal);
        Assert.Equal((mail.From, mail.Subject, mail.Html), (preview.From, preview.Subject, preview.Html));
    }

    [Fact]
    public async Task The_preview_of_a_reset_is_the_mail_that_arrives()
    {
        Assert.IsType<PublishOutcome.Published>(await EditAndPublishAsync(Edited));
        await _world.Portal.Get<AuthenticationClient>().ChangePasswordAsync("outsider@example.com", CancellationToken.None);
        var mail = _world.Tenant.Mail.NewestTo("outsider@example.com")!;

        var preview = Preview(MailFace.Reset, Person("outsider@example.com", mail.PasswordLink()));

        Assert.Equal((mail.From, mail.Subject, mail.Html), (preview.From, preview.Subject, preview.Html));
    }

    [Theory]
    [InlineData(TenantSeed.AcmeClientId, "Acme")]
    [InlineData("", "AdminPortal")]
    public async Task With_the_scopes_of_the_guide_alone_the_preview_names_company_and_application_as_the_mail_does(string applicationId, string application)
    {
        await using var world = await SetupWorld.StartAsync(new PortalHostOptions { Settings = new Dictionary<string, string?> { ["Invites:ApplicationClientId"] = applicationId } });
        world.Tenant.Grants.SetScopes(TenantSeed.ManagementClientId, [.. NeededScopes.All.Select(scope => scope.Name)]);
        world.Change(tenant => tenant.Settings = tenant.Settings with { FriendlyName = "Brightwater", SupportEmail = "help@brightwater.example" });
        world.ChangeTemplate(template => template with { Subject = "{{ application.name }} of {{ friendly_name }}, {{ support_email }}" });
        await using var ada = world.Portal.SignedInAs(SetupWorld.Admin);
        var draft = Assert.IsType<EmailTemplateOutcome.Found>(await ada.Get<EmailTemplateDetails>().HandleAsync()).Picture.Draft;

        var picture = EmailPreview.Render(draft.Shown, world.Portal.Get<MailSurroundings>().Sample(SamplePerson.Usual, "Ada Admin"), MailFace.Reset, world.Clock);
        await world.Portal.Get<AuthenticationClient>().ChangePasswordAsync("outsider@example.com", CancellationToken.None);

        Assert.Equal($"{application} of Brightwater, help@brightwater.example", world.Tenant.Mail.NewestTo("outsider@example.com")!.Subject);
        Assert.Equal(world.Tenant.Mail.NewestTo("outsider@example.com")!.Subject, Assert.IsType<EmailPicture.Mail>(picture).Subject);
    }

    [Fact]
    public async Task A_tenant_that_never_had_a_template_gets_one_made()
    {
        _world.Tenant.State.Change(tenant => tenant.EmailTemplates.Clear());
        var picture = await LookAsync();

        Assert.Null(picture.Tenant);
        Assert.Equal(EmailContent.Starter, picture.Draft.Content);
        Assert.IsType<PublishOutcome.Published>(await PublishAsync(seen: null));
        Assert.Equal(EmailContent.Starter.Body, Template()!.Body);
        Assert.True(Template()!.Enabled);
        Assert.Equal(1, _world.Calls(Create));
    }

    [Fact]
    public async Task What_the_portal_does_not_know_of_a_template_survives_publishing()
    {
        _world.Tenant.State.Change(tenant => tenant.EmailTemplates["reset_email"] = Template()! with { ResultUrl = "https://acme.example/done", IncludeEmailInRedirect = false });

        Assert.IsType<PublishOutcome.Published>(await EditAndPublishAsync(content => content with { Subject = "New" }));

        Assert.Equal(("New", "https://acme.example/done", false), (Template()!.Subject, Template()!.ResultUrl, Template()!.IncludeEmailInRedirect));
    }

    [Fact]
    public async Task Nothing_is_overwritten_that_the_person_has_not_seen()
    {
        var seen = (await LookAsync()).Tenant!.Fingerprint;
        await SaveAsync(Edited);
        _world.Tenant.State.Change(tenant => tenant.EmailTemplates["reset_email"] = Template()! with { Subject = "Somebody else's" });

        var first = Assert.IsType<PublishOutcome.ChangedMeanwhile>(await PublishAsync(seen));

        Assert.Equal("Somebody else's", first.Now!.Subject);
        Assert.Equal("Somebody else's", Template()!.Subject);
        Assert.Contains("An edit of ours", (await LookAsync()).Draft.Content.Body, StringComparison.Ordinal);
        Assert.IsType<PublishOutcome.Published>(await PublishAsync(first.Now.Fingerprint));
        Assert.Equal([VersionOrigin.Published, VersionOrigin.Found], (await LookAsync()).Versions.Select(version => version.Origin));
        Assert.Equal("Somebody else's", EmailContent.FromJson((await LookAsync()).Versions[1].Content).Subject);
    }

    [Fact]
    public async Task Somebody_who_makes_the_template_between_our_look_and_our_write_is_not_overwritten()
    {
        var theirs = Template()! with { Subject = "Theirs" };
        _world.Tenant.State.Change(tenant => tenant.EmailTemplates.Clear());
        await LookAsync();
        var gate = _world.Tenant.Gates.HoldCall(Create);
        var publishing = PublishAsync(seen: null);
        await gate.ArrivedAsync();
        _world.Tenant.State.Change(tenant => tenant.EmailTemplates["reset_email"] = theirs);
        gate.Release();

        Assert.Equal("Theirs", Assert.IsType<PublishOutcome.ChangedMeanwhile>(await publishing).Now!.Subject);
        Assert.Equal("Theirs", Template()!.Subject);
        Assert.Contains("email-template.not-published", await ActionsAsync());
    }

    [Fact]
    public async Task A_template_taken_away_between_our_look_and_our_write_is_told()
    {
        var seen = (await LookAsync()).Tenant!.Fingerprint;
        await SaveAsync(Edited);
        var gate = _world.Tenant.Gates.HoldCall(Change);
        var publishing = PublishAsync(seen);
        await gate.ArrivedAsync();
        _world.Tenant.State.Change(tenant => tenant.EmailTemplates.Clear());
        gate.Release();

        Assert.Null(Assert.IsType<PublishOutcome.ChangedMeanwhile>(await publishing).Now);
        Assert.IsType<PublishOutcome.Published>(await PublishAsync(seen: null));
        Assert.Contains("An edit of ours", Template()!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_scope_is_named_the_draft_is_kept_and_no_invitation_is_told_to_wait_for_it()
    {
        var seen = (await LookAsync()).Tenant!.Fingerprint;
        await SaveAsync(Edited);
        await _world.DenyAsync("update:email_templates");

        var refused = Assert.IsType<PublishOutcome.NotPublished>(await PublishAsync(seen));

        Assert.Equal(["update:email_templates"], refused.Trouble.MissingScopes);
        Assert.Contains("update:email_templates", refused.Trouble.Cure, StringComparison.Ordinal);
        Assert.Empty(_world.Portal.Get<AdminPortal.Auth0.TenantState>().MissingScopes);
        Assert.Contains("An edit of ours", (await LookAsync()).Draft.Content.Body, StringComparison.Ordinal);
        await _world.AllowAsync("update:email_templates");
        Assert.IsType<PublishOutcome.Published>(await PublishAsync(seen));
    }

    [Fact]
    public async Task A_template_that_cannot_be_read_is_not_replaced()
    {
        await LookAsync();
        await _world.DenyAsync("read:email_templates");

        var picture = await LookAsync();

        Assert.Equal(["read:email_templates"], picture.Trouble!.MissingScopes);
        Assert.IsType<PublishOutcome.NotPublished>(await PublishAsync(seen: null));
        Assert.Equal(0, _world.Calls(Change) + _world.Calls(Create));
    }

    [Fact]
    public async Task A_scope_granted_meanwhile_is_found_by_looking_again()
    {
        _world.Tenant.Grants.Deny(InviteWorld.Management, "read:email_templates");
        await _world.DenyAsync("read:email_templates");
        Assert.NotNull((await LookAsync()).Trouble);
        _world.Tenant.Grants.Allow(InviteWorld.Management, "read:email_templates");

        Assert.NotNull((await LookAsync()).Trouble);
        Assert.Null((await LookAsync(renewed: true)).Trouble);
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_looking()
    {
        var seen = (await LookAsync()).Tenant!.Fingerprint;
        await SaveAsync(Edited);
        _world.Tenant.Faults.Add(Fault.CommitThenDrop(Change, times: 1));

        Assert.IsType<PublishOutcome.Published>(await PublishAsync(seen));

        Assert.Contains("An edit of ours", Template()!.Body, StringComparison.Ordinal);
        Assert.Equal(1, _world.Calls(Change));
    }

    [Fact]
    public async Task A_refusal_tells_what_Auth0_said_and_keeps_the_draft()
    {
        var seen = (await LookAsync()).Tenant!.Fingerprint;
        await SaveAsync(Edited);
        _world.Tenant.Faults.Add(Fault.Answer(Change, 400, times: 1));

        Assert.StartsWith("Auth0 said no", Assert.IsType<PublishOutcome.NotPublished>(await PublishAsync(seen)).Trouble.Why, StringComparison.Ordinal);
        Assert.True((await LookAsync()).Draft.IsChanged);
        Assert.Equal(["email-template.publish-asked-for", "email-template.not-published"], await ActionsAsync());
    }

    [Fact]
    public async Task A_mistake_keeps_a_draft_from_being_published_and_the_preview_at_its_last_good_state()
    {
        var seen = (await LookAsync()).Tenant!.Fingerprint;
        await SaveAsync(Edited);

        var kept = Assert.IsType<SaveEmailDraftOutcome.Kept>(await SaveAsync(content => content with { Body = content.Body + "{% if %}" }));

        Assert.EndsWith("{% if %}", kept.Draft.Content.Body, StringComparison.Ordinal);
        Assert.Contains("An edit of ours", kept.Draft.Shown.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("{% if %}", kept.Draft.Shown.Body, StringComparison.Ordinal);
        Assert.IsType<PublishOutcome.Invalid>(await PublishAsync(seen));
        Assert.Equal(0, _world.Calls(Change));
    }

    [Fact]
    public async Task An_undo_puts_back_what_stood_there_before_in_every_detail()
    {
        var before = (await LookAsync()).Tenant!;
        await EditAndPublishAsync(Edited);
        var picture = await LookAsync();
        var found = picture.Versions.Single(version => version.Origin == VersionOrigin.Found);

        await using (var scope = _world.Portal.SignedInAs(InviteWorld.Admin))
        {
            Assert.IsType<PublishOutcome.ChangedMeanwhile>(await scope.Get<UndoEmailTemplate>().HandleAsync(found.Number, before.Fingerprint));
            Assert.IsType<PublishOutcome.Published>(await scope.Get<UndoEmailTemplate>().HandleAsync(found.Number, picture.Tenant!.Fingerprint));
            Assert.IsType<PublishOutcome.NotFound>(await scope.Get<UndoEmailTemplate>().HandleAsync(4711, before.Fingerprint));
        }

        Assert.Equal(before, (await LookAsync()).Tenant);
        Assert.Equal(["email-template.publish-asked-for", "email-template.published", "email-template.publish-asked-for", "email-template.put-back"], await ActionsAsync());
    }

    [Fact]
    public async Task Of_each_setting_the_last_fifty_versions_are_kept()
    {
        var history = _world.Portal.Get<SettingHistory>();
        var ada = new Person { Subject = "auth0|ada", Name = "Ada", Email = InviteWorld.Admin };
        for (var number = 1; number <= SettingHistory.Kept + 3; number++)
        {
            await history.AfterAsync(SettingNames.Email, "email-template.published", VersionOrigin.Published, $"{number}", ada, CancellationToken.None);
        }

        await using var db = await _world.ContextAsync();
        Assert.Equal(SettingHistory.Kept, await db.SettingVersions.CountAsync());
        Assert.Equal(["53", "52"], (await history.ReadAsync(SettingNames.Email, CancellationToken.None)).Take(2).Select(version => version.Content));
    }

    [Theory]
    [InlineData("no provider", "built-in mailer")]
    [InlineData("provider off", "switched off")]
    [InlineData("template off", "no invitation and no password reset goes out")]
    [InlineData("from auth0", "ignores templates from an address at auth0.com")]
    public async Task It_says_so_when_the_tenant_ignores_the_template(string why, string words)
    {
        Assert.Null((await LookAsync()).WhyIgnored);
        _world.Tenant.State.Change(tenant =>
        {
            switch (why)
            {
                case "no provider":
                    tenant.EmailProvider = null;
                    break;
                case "provider off":
                    tenant.EmailProvider = tenant.EmailProvider! with { Enabled = false };
                    break;
                case "template off":
                    tenant.EmailTemplates["reset_email"] = tenant.EmailTemplates["reset_email"] with { Enabled = false };
                    break;
                default:
                    tenant.EmailTemplates["reset_email"] = tenant.EmailTemplates["reset_email"] with { From = "no-reply@auth0.com" };
                    break;
            }
        });

        Assert.Contains(words, (await LookAsync()).WhyIgnored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_nobody_has_touched_follows_the_tenant()
    {
        await LookAsync();
        _world.Tenant.State.Change(tenant => tenant.EmailTemplates["reset_email"] = Template()! with { Subject = "Newer" });

        Assert.Equal("Newer", (await LookAsync()).Draft.Content.Subject);
    }

    [Theory]
    [InlineData("outsider@example.com")]
    [InlineData(null)]
    public async Task Whoever_may_not_change_Setup_changes_nothing_by_any_way(string? email)
    {
        await using var scope = email is null ? _world.Portal.SignedOut() : _world.Portal.SignedInAs(email);

        Assert.IsType<EmailTemplateOutcome.NotAllowed>(await scope.Get<EmailTemplateDetails>().HandleAsync());
        Assert.IsType<SaveEmailDraftOutcome.NotAllowed>(await scope.Get<SaveEmailDraft>().HandleAsync(EmailContent.Starter));
        Assert.False(await scope.Get<DiscardEmailDraft>().HandleAsync(starter: true));
        Assert.IsType<PublishOutcome.NotAllowed>(await scope.Get<PublishEmailTemplate>().HandleAsync(null));
        Assert.IsType<PublishOutcome.NotAllowed>(await scope.Get<UndoEmailTemplate>().HandleAsync(1, null));
        Assert.All(await ActionsAsync(), action => Assert.Equal(Refusals.Action, action));
    }

    [Fact]
    public async Task The_preview_has_an_address_and_a_policy_of_its_own_and_shows_only_to_its_owner()
    {
        var draft = (await LookAsync()).Draft;
        var address = EmailPreviewEndpoint.Address(draft.Id, MailFace.Invitation, SamplePerson.Hostile, false, draft.SavedAt);
        using var ada = await _world.Portal.SignInOverHttpAsync(InviteWorld.Admin);

        var page = await ada.GoToAsync(address);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("invites you to", page.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example\"", page.Html, StringComparison.Ordinal);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(ada.Home, address));
        using var reply = await ada.SendAsync(request);
        var policy = string.Join(' ', reply.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("sandbox", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("SAMEORIGIN", Assert.Single(reply.Headers.GetValues("X-Frame-Options")));

        Assert.Equal(HttpStatusCode.NotFound, (await ada.GoToAsync(EmailPreviewEndpoint.Address(Guid.CreateVersion7(_world.Now), MailFace.Invitation, SamplePerson.Usual, false, draft.SavedAt))).Status);
        MakeAdmin("lead@example.com");
        using var lee = await _world.Portal.SignInOverHttpAsync("lead@example.com");
        Assert.Equal(HttpStatusCode.NotFound, (await lee.GoToAsync(address)).Status);
    }

    private static EmailContent Edited(EmailContent content) => content with { Body = content.Body.Replace("Hello, there", "An edit of ours: there", StringComparison.Ordinal) };

    private static EmailSample Person(string email, string link) => new()
    {
        Email = email,
        Name = email,
        Inviter = "Ada Admin",
        Expiry = DateTimeOffset.UnixEpoch,
        Url = link,
        FriendlyName = "Acme",
        ApplicationName = "Acme",
        SupportEmail = "help@example.com",
    };

    private void MakeAdmin(string email)
    {
        _world.Tenant.State.Change(tenant => tenant.RoleMembers.Add(new Auth0Emulator.Tenant.RoleMember("rol_PortalAdmin00000", tenant.UserByEmail(email, TenantSeed.ConnectionName)!.UserId)));
        _world.Portal.LearnFromTenant();
    }

    private EmailPicture.Mail Preview(MailFace face, EmailSample sample)
    {
        var template = Template()!;
        var picture = EmailPreview.Render(new EmailContent(template.From, template.Subject, template.Body, null), sample, face, _world.Portal.Clock);
        var mail = Assert.IsType<EmailPicture.Mail>(picture);
        return mail.From.Length > 0 ? mail : mail with { From = "welcome@example.com" };
    }

    private Auth0Emulator.Tenant.EmailTemplate? Template() => _world.Tenant.State.Read(tenant => tenant.EmailTemplates.GetValueOrDefault("reset_email"));

    private async Task<EmailTemplatePicture> LookAsync(bool renewed = false)
    {
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        return Assert.IsType<EmailTemplateOutcome.Found>(await scope.Get<EmailTemplateDetails>().HandleAsync(renewed)).Picture;
    }

    private async Task<SaveEmailDraftOutcome> SaveAsync(Func<EmailContent, EmailContent> edit)
    {
        var draft = (await LookAsync()).Draft.Content;
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        return await scope.Get<SaveEmailDraft>().HandleAsync(edit(draft));
    }

    private async Task<PublishOutcome> PublishAsync(string? seen)
    {
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        return await scope.Get<PublishEmailTemplate>().HandleAsync(seen);
    }

    private async Task<PublishOutcome> EditAndPublishAsync(Func<EmailContent, EmailContent> edit)
    {
        await SaveAsync(edit);
        return await PublishAsync((await LookAsync()).Tenant?.Fingerprint);
    }

    private async Task<IReadOnlyList<string>> ActionsAsync()
    {
        await using var db = await _world.ContextAsync();
        return await db.AuditEntries.Where(entry => entry.Subject == SettingNames.Email).OrderBy(entry => entry.Number).Select(entry => entry.Action).ToListAsync();
    }
}
