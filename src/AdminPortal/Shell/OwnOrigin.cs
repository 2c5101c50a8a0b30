using Microsoft.Extensions.Options;

namespace AdminPortal.Shell;

/// <summary>Whether a request was sent by a page of this portal, told by the Origin that browsers add.</summary>
public sealed class OwnOrigin(IOptions<PortalOptions> portal)
{
    /// <summary>True without an Origin, and for the public address also where a proxy hands requests on by http.</summary>
    public bool Sent(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0
            || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
            || string.Equals(origin, portal.Value.PublicOrigin, StringComparison.OrdinalIgnoreCase);
    }
}
