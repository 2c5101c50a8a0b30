using AdminPortal.Shell;
using Microsoft.Extensions.Options;

namespace AdminPortal.SignIn;

/// <summary>Addresses of this portal as Auth0 and people see them: by <c>Portal:PublicUrl</c> when it is set, whatever Host a request claims.</summary>
public sealed class PublicAddress(IOptions<PortalOptions> portal)
{
    /// <summary>The absolute address of a path of this portal.</summary>
    public string Of(HttpRequest request, string path)
    {
        ArgumentNullException.ThrowIfNull(request);
        return portal.Value.PublicAddress is { } fixedAddress
            ? fixedAddress.GetLeftPart(UriPartial.Path).TrimEnd('/') + path
            : $"{request.Scheme}://{request.Host}{request.PathBase}{path}";
    }
}
