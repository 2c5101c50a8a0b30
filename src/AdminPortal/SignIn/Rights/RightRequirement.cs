using Microsoft.AspNetCore.Authorization;

namespace AdminPortal.SignIn;

/// <summary>A page needs this right; null means any right at all.</summary>
public sealed record RightRequirement(Right? Right) : IAuthorizationRequirement;

/// <summary>Holds a page's requirement against the rights the person has at this moment.</summary>
public sealed class RightRequirementHandler(RightsOf rights) : AuthorizationHandler<RightRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RightRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(requirement);
        if (PersonClaims.Read(context.User) is { } who && rights.Person(who) is var person
            && (requirement.Right is { } right ? person.May(right) : person.Reaches.Count > 0))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
