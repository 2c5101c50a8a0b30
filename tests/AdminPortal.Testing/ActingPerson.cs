using System.Security.Claims;
using AdminPortal.SignIn;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Testing;

/// <summary>A scope of the portal's services in which one person, or nobody, is the one who is here.</summary>
public sealed class ActingScope : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;

    internal ActingScope(AsyncServiceScope scope, SignedInIdentity? who)
    {
        _scope = scope;
        Who = who;
        Get<ActingPerson>().Be(who);
    }

    /// <summary>Who is here; null when nobody is.</summary>
    public SignedInIdentity? Who { get; }

    /// <summary>A service, acting for this person.</summary>
    public T Get<T>()
        where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}

/// <summary>Answers who is here in scopes a test has made; elsewhere the portal's own answer stands.</summary>
internal sealed class ActingPerson
{
    private AuthenticationStateProvider? _fixed;

    /// <summary>Says who is here in this scope.</summary>
    public void Be(SignedInIdentity? who) => _fixed = new FixedState(who is null
        ? new ClaimsPrincipal(new ClaimsIdentity())
        : PersonClaims.Principal(who, "test"));

    /// <summary>Puts the test's answer before whatever the portal has registered.</summary>
    public static void Register(IServiceCollection services)
    {
        var own = services.Last(service => service.ServiceType == typeof(AuthenticationStateProvider));
        services.Remove(own);
        services.AddScoped<ActingPerson>();
        services.AddScoped(provider => provider.GetRequiredService<ActingPerson>()._fixed ?? Make(own, provider));
    }

    private static AuthenticationStateProvider Make(ServiceDescriptor service, IServiceProvider provider) => (AuthenticationStateProvider)(
        service.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!));

    private sealed class FixedState(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }
}
