using System.Collections.Concurrent;

namespace Auth0Emulator.Pages.Acme;

/// <summary>Somebody signed in to the sample application, as their ID token told.</summary>
public sealed record AcmeVisitor(string Subject, string Email, string Name, bool EmailVerified);

/// <summary>Who is signed in to the sample application, by its cookie; kept in memory.</summary>
public sealed class AcmeVisitors
{
    private readonly ConcurrentDictionary<string, AcmeVisitor> _visitors = new(StringComparer.Ordinal);

    /// <summary>Whoever holds the cookie, or null.</summary>
    public AcmeVisitor? Find(string? cookie) => cookie is null ? null : _visitors.GetValueOrDefault(cookie);

    /// <summary>Signs somebody in.</summary>
    public void Enter(string cookie, AcmeVisitor visitor) => _visitors[cookie] = visitor;

    /// <summary>Signs somebody out.</summary>
    public void Leave(string? cookie)
    {
        if (cookie is not null)
        {
            _visitors.TryRemove(cookie, out _);
        }
    }

    /// <summary>Signs everybody out.</summary>
    public void Clear() => _visitors.Clear();
}
