using System.Diagnostics.CodeAnalysis;
using AdminPortal.ManagementToken;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace AdminPortal.SignIn;

/// <summary>The tenant's published issuer and signing keys: fetched when first needed, again after twelve hours, and when a token names a key not seen before.</summary>
/// <remarks>Stands in for the library's ConfigurationManager, which measures time by the machine's clock instead of the injected one.</remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The semaphore is never asked for its wait handle, so it holds nothing to dispose; the options that hold this live as long as the process.")]
public sealed class TenantMetadata(HttpClient http, Uri authority, TimeProvider clock, TimeSpan patience)
{
    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(12);

    // A stranger's token with a made-up key id must not make the portal call Auth0 for each.
    private static readonly TimeSpan NoSoonerThan = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private volatile Known? _known;

    /// <summary>What is known, fetched if it is missing or old; an old one serves on while the tenant does not answer.</summary>
    public async Task<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellationToken) =>
        _known is { } known && clock.GetUtcNow() - known.FetchedAt < GoodFor ? known.Configuration : await FetchAsync(_known, Urgency.WhenOld, cancellationToken);

    /// <summary>Fetched anew, because a token names a key that is not among the known ones; the known ones if that was done a moment ago.</summary>
    public Task<OpenIdConnectConfiguration> GetAgainAsync(CancellationToken cancellationToken) => FetchAsync(_known, Urgency.KeyUnknown, cancellationToken);

    /// <summary>Fetched at this moment, to see whether the tenant answers.</summary>
    public Task<OpenIdConnectConfiguration> GetNowAsync(CancellationToken cancellationToken) => FetchAsync(_known, Urgency.Now, cancellationToken);

    private async Task<OpenIdConnectConfiguration> FetchAsync(Known? before, Urgency urgency, CancellationToken cancellationToken)
    {
        await _oneAtATime.WaitAsync(cancellationToken);
        try
        {
            if (_known is { } known && (!ReferenceEquals(known, before) || (urgency != Urgency.Now && clock.GetUtcNow() - known.FetchedAt < NoSoonerThan)))
            {
                return known.Configuration;
            }

            var configuration = await Deadline.RunAsync(clock, patience, ReadAsync, cancellationToken);
            _known = new Known(configuration, clock.GetUtcNow());
            return configuration;
        }
        catch (Exception silent) when (IsSilence(silent) && urgency == Urgency.WhenOld && _known is not null)
        {
            return _known.Configuration;
        }
        catch (Exception silent) when (IsSilence(silent))
        {
            throw new SignInFailedException(SignInProblem.TenantUnreachable, "The tenant's metadata can't be read.", silent);
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken cancellationToken)
    {
        var documents = new HttpDocumentRetriever(http) { RequireHttps = authority.Scheme == Uri.UriSchemeHttps };
        var configuration = await OpenIdConnectConfigurationRetriever.GetAsync(
            new Uri(authority, "/.well-known/openid-configuration").AbsoluteUri, documents, cancellationToken);
        var expected = new Uri(authority, "/").AbsoluteUri;
        return configuration.Issuer == expected
            ? configuration
            : throw new SignInFailedException(SignInProblem.NotTrusted, $"The tenant calls itself {configuration.Issuer} instead of {expected}.");
    }

    // The library wraps whatever the network did in an IOException.
    private static bool IsSilence(Exception exception) =>
        exception is TimeoutException or IOException or InvalidDataException or HttpRequestException or ArgumentException or InvalidOperationException;

    private enum Urgency
    {
        WhenOld,
        KeyUnknown,
        Now,
    }

    private sealed record Known(OpenIdConnectConfiguration Configuration, DateTimeOffset FetchedAt);
}
