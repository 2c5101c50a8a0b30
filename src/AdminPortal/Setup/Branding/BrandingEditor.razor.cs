using System.Globalization;
using AdminPortal.Auth0;
using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.Setup;

/// <summary>Logo, colours and favicon of the sign-in pages beside a page that looks like them.</summary>
public sealed partial class BrandingEditor
{
    private const string White = "#ffffff";

    // What Auth0 uses where nothing is set.
    private const string UsualPrimary = "#635dff";
    private const string UsualBackground = "#000000";

    private static readonly (BrandingField Field, string Id, string Name, string Hint)[] Fields =
    [
        (BrandingField.Logo, "logo", "Logo", "An https address, 150 pixels high or more. Empty shows Auth0's own."),
        (BrandingField.Favicon, "favicon", "Favicon", "An https address of the little picture in the browser's tab."),
        (BrandingField.Primary, "primary", "Primary colour", $"Buttons and links; empty is Auth0's {UsualPrimary}."),
        (BrandingField.Background, "background", "Page background", "Behind the card with the fields."),
    ];

    private BrandingOutcome.Found? _found;
    private SettingTrouble? _trouble;
    private SettingTrouble? _refused;
    private TenantBranding _now = new();
    private IReadOnlyList<BrandingProblem> _problems = [];
    private bool _notAllowed;
    private bool _failed;
    private bool _saving;

    [Inject]
    public required BrandingDetails Details { get; init; }

    [Inject]
    public required SaveBranding Save { get; init; }

    [Inject]
    public required UndoBranding Undo { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    [Inject]
    public required ViewerZone Zone { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    private string? WhyNoChange => _found?.MayChange == false ? "Your role does not carry the right to change Setup. Ask a company admin." : null;

    private string? WhyNoSave => _found switch
    {
        { MayChange: false } => WhyNoChange,
        _ when _problems.Count > 0 => $"Saving waits until this is cured: {_problems[0].Text}",
        { } found when BrandingRules.Fingerprint(_now) == found.Fingerprint => "Auth0 has exactly this; there is nothing to save.",
        _ => null,
    };

    private long? InForce => _found is { } found
        ? found.Versions.FirstOrDefault(version => BrandingRules.Fingerprint(BrandingRules.FromJson(version.Content)) == found.Fingerprint)?.Number
        : null;

    private string Primary => Contrast.IsColor(_now.PrimaryColor) ? _now.PrimaryColor : UsualPrimary;

    // Browsers' own picker knows only the long form.
    private (string Name, string? Colour)? WellOf(BrandingField field) => field switch
    {
        BrandingField.Primary => ("Pick a colour for buttons and links", Contrast.InSixDigits(Primary)),
        BrandingField.Background => ("Pick a colour for what is behind the card", Contrast.InSixDigits(Background)),
        BrandingField.Logo or BrandingField.Favicon => null,
    };

    private string Background => Contrast.IsColor(_now.PageBackground) ? _now.PageBackground : UsualBackground;

    private IEnumerable<(string Name, double Ratio)> Ratios =>
    [
        ("White on buttons", Contrast.Between(White, Primary) ?? 1),
        ("Links on white", Contrast.Between(Primary, White) ?? 1),
    ];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        // The page is written before Auth0 has answered; the live one asks.
        if (RendererInfo.IsInteractive)
        {
            await LoadAsync(renewed: false);
        }
    }

    private static string Said(double ratio) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(ratio * 100) / 100:0.00} to 1: ") + (ratio >= Contrast.TextNeeds ? "passes AA" : "fails AA, hard to read");

    private Task LookAgainAsync() => LoadAsync(renewed: _trouble?.MissingScopes.Count > 0);

    private async Task LoadAsync(bool renewed)
    {
        try
        {
            switch (await Details.HandleAsync(renewed))
            {
                case BrandingOutcome.Found found:
                    (_found, _trouble, _refused) = (found, null, null);
                    (_now, _problems) = (found.Branding, BrandingRules.Check(found.Branding));
                    break;
                case BrandingOutcome.Unknown unknown:
                    _trouble = unknown.Trouble;
                    break;
                default:
                    _notAllowed = true;
                    break;
            }

            _failed = false;
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _failed = true;
        }
    }

    private static string Tell(SettingVersion version) => BrandingRules.Tell(BrandingRules.FromJson(version.Content));

    private string ValueOf(BrandingField field) => field switch
    {
        BrandingField.Logo => _now.LogoUrl,
        BrandingField.Favicon => _now.FaviconUrl,
        BrandingField.Primary => _now.PrimaryColor,
        BrandingField.Background => _now.PageBackground,
    };

    private void Edit(BrandingField field, ChangeEventArgs change)
    {
        var text = (change.Value as string ?? "").Trim();
        _now = field switch
        {
            BrandingField.Logo => _now with { LogoUrl = text },
            BrandingField.Favicon => _now with { FaviconUrl = text },
            BrandingField.Primary => _now with { PrimaryColor = text },
            BrandingField.Background => _now with { PageBackground = text },
        };
        _problems = BrandingRules.Check(_now);
        _refused = null;
    }

    private async Task SaveAsync()
    {
        if (WhyNoSave is null && !_saving && _found is { } found
            && await Dialogs.AskAsync(new Question("Change the look of the sign-in pages?", "Everybody who signs in through this tenant sees it from now on. What stands there now is kept in the history.", "Save to Auth0")))
        {
            await ChangeTenantAsync(found, () => Save.HandleAsync(_now, found.Fingerprint), "The branding is saved", "Save again to replace it.");
        }
    }

    private async Task UndoAsync(SettingVersion version)
    {
        if (WhyNoChange is null && !_saving && _found is { } found
            && await Dialogs.AskAsync(new Question(
                $"Put back the look of {TimeWords.Exact(version.At, Time.GetUtcNow(), Zone)}?", "It replaces the look in Auth0 at once, for everybody who signs in through this tenant. What stands there now is kept in the history; what you changed here and did not save is gone.", "Put back")))
        {
            await ChangeTenantAsync(found, () => Undo.HandleAsync(version.Number, found.Fingerprint), "The earlier look is back", "Put the earlier one back again to replace it.");
        }
    }

    private async Task ChangeTenantAsync(BrandingOutcome.Found found, Func<Task<SaveBrandingOutcome>> change, string title, string again)
    {
        (_saving, _refused) = (true, null);
        StateHasChanged();
        try
        {
            switch (await change())
            {
                case SaveBrandingOutcome.Saved:
                    Notices.Succeeded(title, "The sign-in pages look like this from now on.");
                    await LoadAsync(renewed: false);
                    break;
                case SaveBrandingOutcome.ChangedMeanwhile changed:
                    _found = found with { Branding = changed.Now, Fingerprint = changed.Fingerprint };
                    _refused = new SettingTrouble("Nothing was saved: somebody changed the branding in Auth0 meanwhile.", $"There it has now: {BrandingRules.Tell(changed.Now)}. {again}", []);
                    break;
                case SaveBrandingOutcome.Invalid invalid:
                    _problems = invalid.Problems;
                    break;
                case SaveBrandingOutcome.NotSaved notSaved:
                    _refused = notSaved.Trouble with { Why = $"Not saved. {notSaved.Trouble.Why}" };
                    break;
                case SaveBrandingOutcome.NotFound:
                    _refused = new SettingTrouble("That version is no longer kept.", "Look again; only the last versions are.", []);
                    break;
                case SaveBrandingOutcome.NotAllowed:
                    _refused = new SettingTrouble("Your role no longer carries the right to change Setup.", "Ask a company admin.", []);
                    break;
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            _refused = new SettingTrouble("The database did not answer.", "Look again before you repeat it: Auth0 may have taken the look.", []);
        }
        finally
        {
            _saving = false;
        }
    }
}
