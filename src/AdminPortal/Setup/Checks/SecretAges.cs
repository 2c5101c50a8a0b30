using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AdminPortal.Audit;
using AdminPortal.Data;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Setup;

/// <summary>Since when each client secret is the one in the settings. What is kept of a secret is a keyed hash, whose key the key ring protects.</summary>
/// <remarks>The record is the audit: that another secret came into use is worth a row there in any case.</remarks>
public sealed class SecretAges(IDbContextFactory<PortalDb> contexts, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>What the audit calls it.</summary>
    public const string FirstSeen = "setup.secret-first-seen";

    private const int KeyLength = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("AdminPortal.Setup.SecretAges");

    /// <summary>When this secret was first seen; notes it if it is a new one.</summary>
    public async Task<DateTimeOffset> SinceAsync(string whose, string secret, CancellationToken cancellationToken)
    {
        var subject = $"secret {whose}";
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await db.HasNoRecordAsync(cancellationToken))
        {
            return clock.GetUtcNow();
        }

        var last = await db.AuditEntries.AsNoTracking()
            .Where(entry => entry.Subject == subject && entry.Action == FirstSeen)
            .OrderByDescending(entry => entry.Number)
            .FirstOrDefaultAsync(cancellationToken);
        if (last is not null && IsOf(last.Details, secret))
        {
            return last.At;
        }

        var now = clock.GetUtcNow();
        db.AuditEntries.Add(AuditEntry.Of(now, AuditActor.Portal, FirstSeen, subject, Details(secret)));
        await db.SaveChangesAsync(cancellationToken);
        return now;
    }

    private string Details(string secret)
    {
        var key = RandomNumberGenerator.GetBytes(KeyLength);
        return JsonSerializer.Serialize(new Kept(_protector.Protect(Convert.ToBase64String(key)), Hash(key, secret)));
    }

    // Anything unreadable counts as another secret: the worst that follows is an age that begins anew.
    private bool IsOf(string details, string secret)
    {
        try
        {
            return JsonSerializer.Deserialize<Kept>(details) is { Key: { } key, Hash: { } hash }
                && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(Hash(Convert.FromBase64String(_protector.Unprotect(key)), secret)));
        }
        catch (Exception unreadable) when (unreadable is JsonException or CryptographicException or FormatException)
        {
            return false;
        }
    }

    private static string Hash(byte[] key, string secret) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(secret)));

    private sealed record Kept(string? Key, string? Hash);
}

/// <summary>For how long have the client secrets been the same?</summary>
public sealed class SecretAgeCheck(SecretAges ages, TimeProvider clock) : SetupCheck
{
    private static readonly TimeSpan Old = TimeSpan.FromDays(365);

    /// <inheritdoc/>
    public override string Id => "secret-age";

    /// <inheritdoc/>
    public override string Title => "The client secrets are not too old";

    /// <inheritdoc/>
    public override string Meaning => "Whoever has ever copied a secret can use it until it is changed. Changing one once a year needs no pause: the portal can hold the old and the new.";

    /// <inheritdoc/>
    public override string Subject => "the secrets";

    /// <inheritdoc/>
    public override IReadOnlyList<string> After => [];

    /// <inheritdoc/>
    public override async Task<CheckResult> LookAsync(TenantReading tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        try
        {
            var management = await ages.SinceAsync("management", tenant.Settings.Management.ClientSecret, cancellationToken);
            var signIn = await ages.SinceAsync("sign-in", tenant.Settings.ClientSecret, cancellationToken);
            return Judge(management, signIn) with
            {
                Evidence = [Evidence.Seen(management, "Auth0:Management:ClientSecret", "first seen (hidden)"), Evidence.Seen(signIn, "Auth0:ClientSecret", "first seen (hidden)")],
            };
        }
        catch (Exception trouble) when (trouble.IsStorageTrouble() || trouble is CryptographicException)
        {
            return new CheckResult.Unknown("The database, which remembers when they were first seen, did not answer.");
        }
    }

    private CheckResult Judge(DateTimeOffset management, DateTimeOffset signIn)
    {
        var now = clock.GetUtcNow();
        var seen = string.Create(CultureInfo.InvariantCulture, $"The Management application's is unchanged since {management:d MMMM yyyy}, the portal's since {signIn:d MMMM yyyy}, as far as the portal knows.");
        return now - management < Old && now - signIn < Old
            ? new CheckResult.Works(seen)
            : new CheckResult.Limited(seen, new Cure(
                "Write the Management secret in use into Auth0:Management:SecondClientSecret, so that both are tried.",
                "Open Applications, then Applications, then the application, tab Settings, and choose Rotate secret.",
                "Write the new one into Auth0:Management:ClientSecret (or Auth0:ClientSecret for the portal's own), restart the portal, and empty SecondClientSecret."));
    }
}
