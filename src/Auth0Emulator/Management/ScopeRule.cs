using Auth0Emulator.Api;

namespace Auth0Emulator.Management;

/// <summary>Which scopes a route wants.</summary>
public abstract record ScopeRule
{
    private ScopeRule()
    {
    }

    /// <summary>One of them is enough.</summary>
    public static ScopeRule Any(params string[] scopes) => new AnyOf(scopes);

    /// <summary>Every one is needed.</summary>
    public static ScopeRule All(params string[] scopes) => new AllOf(scopes, scopes);

    /// <summary>Every one is needed, but the refusal names others: Auth0's documentation has it so.</summary>
    public static ScopeRule All(string[] scopes, string[] named) => new AllOf(scopes, named);

    /// <summary>The 403 for a caller who has too little, or null.</summary>
    public abstract ApiReply? Refusal(ManagementCaller caller);

    private sealed record AnyOf(string[] Scopes) : ScopeRule
    {
        public override ApiReply? Refusal(ManagementCaller caller) => Scopes.Any(caller.Has) ? null : Auth0Errors.InsufficientScope(Scopes);
    }

    // Auth0 says "expected any of" here too and names the whole rule, whatever of it the token has.
    private sealed record AllOf(string[] Scopes, string[] Named) : ScopeRule
    {
        public override ApiReply? Refusal(ManagementCaller caller) => Scopes.All(caller.Has) ? null : Auth0Errors.InsufficientScope(Named);
    }
}
