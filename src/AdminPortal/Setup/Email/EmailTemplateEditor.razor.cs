using System.Globalization;
using System.Text;
using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace AdminPortal.Setup;

/// <summary>The mail template edited beside its preview; the draft lies on the server after every pause in typing.</summary>
public sealed partial class EmailTemplateEditor : IAsyncDisposable
{
    private EmailTemplatePicture? _picture;
    private EmailDraft _draft = null!;
    private EmailContent _now = EmailContent.Starter;
    private IReadOnlyList<EmailProblem> _problems = [];
    private SettingTrouble? _refused;
    private bool _failed;
    private bool _notAllowed;
    private bool _publishing;
    private bool _unsaved;

    // What the fields were last filled with. They are filled anew only with another edition: filling them with what the server heard
    // last would take away what was typed meanwhile.
    private EmailContent _shown = EmailContent.Starter;
    private int _edition;

    private MailFace _face;
    private SamplePerson _person;
    private bool _dark;
    private bool _narrow;
    private IJSObjectReference? _module;

    [Inject]
    public required EmailTemplateDetails Details { get; init; }

    [Inject]
    public required SaveEmailDraft Save { get; init; }

    [Inject]
    public required DiscardEmailDraft Discard { get; init; }

    [Inject]
    public required PublishEmailTemplate Publish { get; init; }

    [Inject]
    public required UndoEmailTemplate Undo { get; init; }

    [Inject]
    public required MailSurroundings Surroundings { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [Inject]
    public required IJSRuntime Browser { get; init; }

    private string? WhyNoChange => _picture?.MayChange == false ? "Your role does not carry the right to change Setup. Ask a company admin." : null;

    private string? WhyNoPublish => WhyNoChange
        ?? (_picture?.Trouble is not null ? "It can be published once the tenant's template can be read."
            : _problems.FirstOrDefault(problem => problem.Stops) is { } problem ? $"Publishing waits until this is cured: {Place(problem)}{problem.Text}"
            : !IsDifferent ? "Auth0 has exactly this; there is nothing to publish." : null);

    private string? WhyNoDiscard => WhyNoChange ?? (_picture?.Trouble is not null || IsDifferent ? null : "The draft is what Auth0 has.");

    private string? WhyNoUndo => WhyNoChange ?? (_picture?.Trouble is not null ? "The tenant's template can't be read." : null);

    private bool ReadOnly => WhyNoChange is not null;

    private bool IsDifferent => _picture is { Trouble: null } && _picture.Tenant?.Fingerprint != (_now with { Enabled = true }).Fingerprint;

    private bool HasMovedOn => _picture is { Trouble: null } && _draft.BasedOn != _picture.Tenant?.Fingerprint && _draft.IsChanged;

    private string Standing => _picture switch
    {
        null or { Trouble: not null } => "Invitations and password resets in one",
        { Tenant: null } => "Auth0 has never been given one: it sends its own text to everybody",
        { Versions: [{ Origin: not VersionOrigin.Found } newest, ..] } when InForce == newest.Number => $"Auth0 holds what {newest.ByName} published {TimeWords.Relative(newest.At, Time.GetUtcNow())}",
        _ => "Auth0 holds a template that was not published from here",
    };

    private string Saved => ReadOnly ? "To read only" : _unsaved ? "Not saved: the database did not answer" : $"Draft saved {TimeWords.Relative(_draft.SavedAt, Time.GetUtcNow())}";

    private string Size => string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(_now.Body) / 1024.0:0.0} of {EmailRules.LongestBody / 1024} KB");

    private string FrameTitle => _face == MailFace.Invitation ? "Preview of the invitation email" : "Preview of the password reset email";

    private EmailPicture.Mail? Mail => EmailPreview.Render(_draft.Shown, Surroundings.Sample(_person, _picture!.ViewerName), _face, Time) as EmailPicture.Mail;

    private IEnumerable<(int? Seconds, string Name)> Lifetimes =>
        new int?[] { null, 1, 3, 7, 14, 30 }.Select(days => (Seconds: days * 86400, Name: days is { } known ? $"{known} {(known == 1 ? "day" : "days")}" : "5 days, as Auth0 has it"))
            .Concat(new[] { _shown.LinkSeconds, _picture?.Tenant?.LinkSeconds }.Where(seconds => seconds is not null).Select(seconds => (Seconds: seconds, Name: $"{TimeWords.Span(TimeSpan.FromSeconds(seconds!.Value))}, as now")))
            .DistinctBy(choice => choice.Seconds)
            .OrderBy(choice => choice.Seconds ?? 0);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        try
        {
            await (_module?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and the module with it.
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // The page is written before Auth0 has answered; the live one asks.
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync(renewed: false);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Browser.InvokeAsync<IJSObjectReference>("import", "/js/drafts.js");
        }
    }

    private static string Text(ChangeEventArgs change) => change.Value as string ?? "";

    private static string? Disabled(string? whyNot) => whyNot is null ? null : "true";

    private static string Pressed(bool pressed) => pressed ? "true" : "false";

    private static string Place(EmailProblem problem) => problem is { Field: EmailField.Body, Line: { } line } ? $"line {line}: " : "";

    private string? Invalid(EmailField field) => _problems.Any(problem => problem.Field == field && problem.Stops) ? "true" : null;

    private long? InForce => _picture is { Trouble: null, Tenant: { } tenant }
        ? _picture.Versions.FirstOrDefault(version => EmailContent.FromJson(version.Content).Fingerprint == tenant.Fingerprint)?.Number
        : null;

    private async Task LookAgainAsync() => await LoadAsync(renewed: _picture?.Trouble?.MissingScopes.Count > 0);

    private async Task LoadAsync(bool renewed)
    {
        try
        {
            switch (await Details.HandleAsync(renewed))
            {
                case EmailTemplateOutcome.Found { Picture: var picture }:
                    Show(picture);
                    break;
                default:
                    (_picture, _notAllowed) = (null, true);
                    break;
            }

            _failed = false;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _failed = true;
        }
    }

    private void Show(EmailTemplatePicture picture)
    {
        _picture = picture;
        _draft = picture.Draft;
        _now = picture.Draft.Content;
        _problems = EmailRules.Check(_now, Time);
        (_shown, _edition, _unsaved) = (_now, _edition + 1, false);
    }

    private Task EditFromAsync(ChangeEventArgs change) => EditAsync(_now with { From = Text(change) });

    private Task EditSubjectAsync(ChangeEventArgs change) => EditAsync(_now with { Subject = Text(change) });

    private Task EditBodyAsync(ChangeEventArgs change) => EditAsync(_now with { Body = Text(change) });

    private Task ChooseLinkAsync(ChangeEventArgs change) =>
        EditAsync(_now with { LinkSeconds = int.TryParse(Text(change), CultureInfo.InvariantCulture, out var seconds) ? seconds : null });

    private void ChoosePerson(ChangeEventArgs change) => _person = Enum.TryParse<SamplePerson>(Text(change), out var person) ? person : SamplePerson.Usual;

    private async Task EditAsync(EmailContent content)
    {
        _now = content.Tidy();
        _refused = null;
        try
        {
            switch (await Save.HandleAsync(content))
            {
                case SaveEmailDraftOutcome.Kept kept:
                    (_draft, _problems, _unsaved) = (kept.Draft, kept.Problems, false);
                    break;
                case SaveEmailDraftOutcome.NotKept notKept:
                    (_problems, _unsaved) = (notKept.Problems, false);
                    break;
                default:
                    _refused = new SettingTrouble("Your role no longer carries the right to change Setup.", "Ask a company admin; your draft is kept as it was.", []);
                    break;
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            // It stays in the fields; the next pause in typing tries again.
            _unsaved = true;
        }
    }

    private async Task DiscardAsync()
    {
        if (WhyNoDiscard is null && await Dialogs.AskAsync(new Question("Discard your draft?", "The fields go back to what Auth0 has now. What you changed is gone.", "Discard draft", Destroys: true)))
        {
            await StartOverAsync(starter: false);
        }
    }

    private async Task StartOverAsync()
    {
        if (WhyNoChange is null && await Dialogs.AskAsync(new Question(
            "Start from the portal's own template?", "Subject and body of your draft are replaced by the starter; the sender stays. Auth0 is not changed before you publish.", "Use the starter")))
        {
            await StartOverAsync(starter: true);
        }
    }

    private async Task StartOverAsync(bool starter)
    {
        try
        {
            if (!await Discard.HandleAsync(starter))
            {
                Notices.Failed("The draft was not discarded", "The tenant's template can't be read at this moment. Your draft is as it was.");
                return;
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            Notices.Failed("The draft was not discarded", "The database did not answer. Your draft is as it was.");
            return;
        }

        _refused = null;
        await LoadAsync(renewed: false);
    }

    private async Task PublishAsync()
    {
        if (WhyNoPublish is not null || _publishing || _picture is not { } picture)
        {
            return;
        }

        var question = picture.Tenant is null
            ? new Question("Publish this template to Auth0?", "From the next mail on, invitations and password resets of the whole tenant look like this.", "Publish to Auth0")
            : new Question("Replace the template in Auth0?", "From the next mail on, invitations and password resets of the whole tenant look like this. What stands there now is kept in the history.", "Publish to Auth0");
        if (await Dialogs.AskAsync(question))
        {
            await ChangeTenantAsync(() => Publish.HandleAsync(picture.Tenant?.Fingerprint), "The template is published", "The next mail is made from it.");
        }
    }

    private async Task UndoAsync(SettingVersion version)
    {
        if (WhyNoUndo is null && !_publishing && _picture is { } picture && await Dialogs.AskAsync(new Question(
            $"Put back the version of {TimeWords.Exact(version.At, Time.GetUtcNow(), Zone)}?", "It replaces the template in Auth0 at once, for invitations and password resets. What stands there now is kept in the history; your draft stays.", "Put back")))
        {
            await ChangeTenantAsync(() => Undo.HandleAsync(version.Number, picture.Tenant?.Fingerprint), "The earlier version is back", "The next mail is made from it.");
        }
    }

    private async Task ChangeTenantAsync(Func<Task<PublishOutcome>> change, string title, string text)
    {
        (_publishing, _refused) = (true, null);
        StateHasChanged();
        try
        {
            switch (await change())
            {
                case PublishOutcome.Published:
                    Notices.Succeeded(title, text);
                    await LoadAsync(renewed: false);
                    break;
                case PublishOutcome.ChangedMeanwhile { Now: var now }:
                    _picture = _picture! with { Tenant = now };
                    _refused = new SettingTrouble("Nothing was published: somebody changed the template in Auth0 meanwhile.", "The difference below is from what stands there now. Publish again to replace it; it is kept in the history.", []);
                    break;
                case PublishOutcome.Invalid { Problems: var problems }:
                    _problems = problems;
                    break;
                case PublishOutcome.NotPublished { Trouble: var trouble }:
                    _refused = trouble with { Why = $"Not published. {trouble.Why}" };
                    break;
                case PublishOutcome.NotFound:
                    _refused = new SettingTrouble("That version is no longer kept.", "Look again; only the last versions are.", []);
                    break;
                case PublishOutcome.NotAllowed:
                    _refused = new SettingTrouble("Your role no longer carries the right to change Setup.", "Ask a company admin; your draft is kept.", []);
                    break;
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new SettingTrouble("The database did not answer.", "Look again before you repeat it: Auth0 may have taken the template. Your draft is kept.", []);
        }
        finally
        {
            _publishing = false;
        }
    }
}
