namespace Auth0Emulator.Hosting;

/// <summary>What an endpoint tells the journal about a call.</summary>
public sealed class CallNote
{
    /// <summary>The client that called.</summary>
    public string? Client { get; set; }

    /// <summary>The scopes in its token.</summary>
    public string? Scope { get; set; }
}
