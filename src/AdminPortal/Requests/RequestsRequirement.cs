using AdminPortal.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace AdminPortal.Requests;

/// <summary>The page of requests needs one of two rights: to answer them, or to ask.</summary>
public sealed record RequestsRequirement : IAuthorizationRequirement;

/// <summary>Holds it against the rights the person has at this moment.</summary>
public sealed class RequestsRequirementHandler(RightsOf rights) : AuthorizationHandler<RequestsRequirement>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RequestsRequirement requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (PersonClaims.Read(context.User) is { } who && rights.Person(who) is var person && (person.May(Right.DecideRequests) || person.May(Right.AskForInvites)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
