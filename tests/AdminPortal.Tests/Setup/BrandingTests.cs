using AdminPortal.Auth0;
using AdminPortal.Setup;
using AdminPortal.Testing;
using AdminPortal.Tests.Invites;
using Auth0Emulator.Control;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Tests.Setup;

/// <summary>The look of the sign-in pages, against the local tenant.</summary>
public sealed class BrandingTests : IAsyncLifetime
{
    private const string Logo = "https://acme.example/logo.svg";
    private InviteWorld _world = null!;

    public async Task InitializeAsync() => _world = await InviteWorld.StartAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task What_is_saved_is_what_the_tenants_login_page_shows()
    {
        var found = await LookAsync();

        Assert.IsType<SaveBrandingOutcome.Saved>(await SaveAsync(found.Branding with { LogoUrl = Logo, PrimaryColor = "#812e63", PageBackground = "#fafafa", FaviconUrl = "https://acme.example/icon.png" }, found.Fingerprint));

        var now = (await LookAsync()).Branding;
        Assert.Equal((Logo, "#812e63", "#fafafa"), (now.LogoUrl, now.PrimaryColor, now.PageBackground));
        using var stranger = _world.Portal.NewBrowser();
        var login = await stranger.GoToAsync("/signin");
        Assert.Contains(Logo, login.Html, StringComparison.Ordinal);
        var styles = await stranger.GoToAsync(new Uri(_world.Tenant.Address, Auth0Emulator.Pages.Brand.TenantBrand.StylesPath).ToString());
        Assert.Contains("#812e63", styles.Html, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["branding.save-asked-for", "branding.saved"], await ActionsAsync());
    }

    [Fact]
    public async Task What_is_emptied_is_taken_away_and_a_gradient_nobody_replaced_stays()
    {
        var client = _world.Portal.Get<BrandingClient>();
        var gradient = new System.Text.Json.Nodes.JsonObject { ["type"] = "linear-gradient", ["start"] = "#111111", ["end"] = "#222222", ["angle_deg"] = 35 };
        Assert.IsType<Auth0Result<Done>.Ok>((await client.ChangeAsync(new TenantBranding { LogoUrl = Logo, PrimaryColor = "#812e63", Gradient = gradient }, CancellationToken.None)).Answer);
        var found = await LookAsync();
        Assert.NotNull(found.Branding.Gradient);

        Assert.IsType<SaveBrandingOutcome.Saved>(await SaveAsync(found.Branding with { LogoUrl = "", PrimaryColor = "" }, found.Fingerprint));

        var now = (await LookAsync()).Branding;
        Assert.Equal(("", ""), (now.LogoUrl, now.PrimaryColor));
        Assert.Equal("#222222", (string?)now.Gradient?["end"]);
    }

    [Fact]
    public async Task An_undo_brings_back_what_stood_there_before_a_gradient_included()
    {
        await _world.Portal.Get<BrandingClient>().ChangeAsync(
            new TenantBranding { LogoUrl = Logo, PrimaryColor = "#812e63", Gradient = new() { ["type"] = "linear-gradient", ["start"] = "#111111", ["end"] = "#222222", ["angle_deg"] = 35 } }, CancellationToken.None);
        var before = await LookAsync();
        Assert.IsType<SaveBrandingOutcome.Saved>(await SaveAsync(before.Branding with { LogoUrl = "", PrimaryColor = "#123456", PageBackground = "#fafafa" }, before.Fingerprint));
        var after = await LookAsync();
        Assert.Equal([VersionOrigin.Published, VersionOrigin.Found], after.Versions.Select(version => version.Origin));

        Assert.IsType<SaveBrandingOutcome.Saved>(await UndoAsync(after.Versions[1].Number, after.Fingerprint));

        var now = await LookAsync();
        Assert.Equal(before.Fingerprint, now.Fingerprint);
        Assert.Equal([VersionOrigin.PutBack, VersionOrigin.Published, VersionOrigin.Found], now.Versions.Select(version => version.Origin));
        Assert.Equal(["branding.save-asked-for", "branding.saved", "branding.save-asked-for", "branding.put-back"], await ActionsAsync());
        Assert.IsType<SaveBrandingOutcome.ChangedMeanwhile>(await UndoAsync(after.Versions[0].Number, after.Fingerprint));
        Assert.IsType<SaveBrandingOutcome.NotFound>(await UndoAsync(4711, now.Fingerprint));
    }

    [Fact]
    public async Task Somebody_elses_change_is_not_overwritten_unseen()
    {
        var found = await LookAsync();
        await _world.Portal.Get<BrandingClient>().ChangeAsync(found.Branding with { PrimaryColor = "#123456" }, CancellationToken.None);

        var changed = Assert.IsType<SaveBrandingOutcome.ChangedMeanwhile>(await SaveAsync(found.Branding with { LogoUrl = Logo }, found.Fingerprint));

        Assert.Equal("#123456", changed.Now.PrimaryColor);
        Assert.Equal("#123456", (await LookAsync()).Branding.PrimaryColor);
    }

    [Theory]
    [InlineData("http://acme.example/logo.svg", "", BrandingField.Logo)]
    [InlineData("javascript:alert(1)", "", BrandingField.Logo)]
    [InlineData("", "red", BrandingField.Primary)]
    [InlineData("", "#12345", BrandingField.Primary)]
    [InlineData("", "#fff;background:url(x)", BrandingField.Primary)]
    public async Task Only_https_addresses_and_hex_colours_are_taken(string logo, string primary, BrandingField field)
    {
        var found = await LookAsync();

        var invalid = Assert.IsType<SaveBrandingOutcome.Invalid>(await SaveAsync(found.Branding with { LogoUrl = logo, PrimaryColor = primary }, found.Fingerprint));

        Assert.Equal(field, Assert.Single(invalid.Problems).Field);
        Assert.Equal(0, _world.Calls("PATCH /api/v2/branding"));
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        var found = await LookAsync();
        await _world.DenyAsync("update:branding");
        Assert.Equal(["update:branding"], Assert.IsType<SaveBrandingOutcome.NotSaved>(await SaveAsync(found.Branding with { PrimaryColor = "#123456" }, found.Fingerprint)).Trouble.MissingScopes);
        await _world.DenyAsync("read:branding");
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        Assert.Equal(["read:branding"], Assert.IsType<BrandingOutcome.Unknown>(await scope.Get<BrandingDetails>().HandleAsync()).Trouble.MissingScopes);
    }

    [Fact]
    public async Task A_lost_answer_is_settled_by_looking()
    {
        var found = await LookAsync();
        _world.Tenant.Faults.Add(Fault.CommitThenDrop("PATCH /api/v2/branding", times: 1));

        Assert.IsType<SaveBrandingOutcome.Saved>(await SaveAsync(found.Branding with { PrimaryColor = "#123456" }, found.Fingerprint));
    }

    [Theory]
    [InlineData("outsider@example.com")]
    [InlineData(null)]
    public async Task Whoever_may_not_change_Setup_changes_no_look(string? email)
    {
        await using var scope = email is null ? _world.Portal.SignedOut() : _world.Portal.SignedInAs(email);

        Assert.IsType<BrandingOutcome.NotAllowed>(await scope.Get<BrandingDetails>().HandleAsync());
        Assert.IsType<SaveBrandingOutcome.NotAllowed>(await scope.Get<SaveBranding>().HandleAsync(new TenantBranding { PrimaryColor = "#123456" }, ""));
        Assert.IsType<SaveBrandingOutcome.NotAllowed>(await scope.Get<UndoBranding>().HandleAsync(1, ""));
        Assert.Equal(0, _world.Calls("PATCH /api/v2/branding"));
    }

    [Theory]
    [InlineData("#000000", "#ffffff", 21)]
    [InlineData("#fff", "#ffffff", 1)]
    [InlineData("#767676", "#ffffff", 4.54)]
    [InlineData("#777777", "#ffffff", 4.47)]
    public void Contrast_is_counted_as_the_guidelines_do(string one, string other, double ratio) =>
        Assert.Equal(ratio, Contrast.Between(one, other)!.Value, 0.01);

    private async Task<BrandingOutcome.Found> LookAsync()
    {
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        return Assert.IsType<BrandingOutcome.Found>(await scope.Get<BrandingDetails>().HandleAsync());
    }

    private async Task<SaveBrandingOutcome> SaveAsync(TenantBranding branding, string seen)
    {
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        return await scope.Get<SaveBranding>().HandleAsync(branding, seen);
    }

    private async Task<SaveBrandingOutcome> UndoAsync(long version, string seen)
    {
        await using var scope = _world.Portal.SignedInAs(InviteWorld.Admin);
        return await scope.Get<UndoBranding>().HandleAsync(version, seen);
    }

    private async Task<IReadOnlyList<string>> ActionsAsync()
    {
        await using var db = await _world.ContextAsync();
        return await db.AuditEntries.Where(entry => entry.Subject == SettingNames.Branding).OrderBy(entry => entry.Number).Select(entry => entry.Action).ToListAsync();
    }
}
