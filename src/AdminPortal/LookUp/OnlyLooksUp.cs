using AdminPortal.SignIn;
using Microsoft.AspNetCore.Authorization;

namespace AdminPortal.LookUp;

/// <summary>Somebody may look invitations up and does not see all of them anyway.</summary>
public sealed record OnlyLooksUp : IAuthorizationRequirement
{
    /// <summary>The policy's name.</summary>
    public const string Policy = "OnlyLooksUp";
}

/// <summary>Holds the requirement against the rights the person has at this moment.</summary>
public sealed class OnlyLooksUpHandler(RightsOf rights) : AuthorizationHandler<OnlyLooksUp>
{
    /// <inheritdoc/>
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, OnlyLooksUp requirement)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (PersonClaims.Read(context.User) is { } who && rights.Person(who) is var person
            && person.May(Right.LookUpInvites) && person.ReachOf(Right.SeeInvites) != Reach.Everything)
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }
}
