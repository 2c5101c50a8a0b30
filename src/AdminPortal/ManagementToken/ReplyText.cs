using System.Text;

namespace AdminPortal.ManagementToken;

/// <summary>Reads a reply's body whatever its headers claim: Auth0 writes UTF-8, and a proxy's page in another encoding is only looked at for its words.</summary>
internal static class ReplyText
{
    /// <summary>The body as text; bytes that aren't UTF-8 become replacement characters.</summary>
    public static async Task<string> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        // ReadAsStringAsync throws InvalidOperationException at a charset it does not know.
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
        return Encoding.UTF8.GetString(bytes).TrimStart('\uFEFF');
    }
}
