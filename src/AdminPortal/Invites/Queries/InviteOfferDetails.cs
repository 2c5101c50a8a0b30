using AdminPortal.Data;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.Invites;

/// <summary>What the invite dialog offers to the person who is here, with what is left of the day's invitations; answers from the database alone.</summary>
public sealed class InviteOfferDetails(CurrentPerson person, InviteChoices choices, DailyLimits limits, IDbContextFactory<PortalDb> contexts)
{
    /// <summary>The offer of this moment; whoever may not invite gets it without a number.</summary>
    public async Task<InviteOffer> HandleAsync(CancellationToken cancellationToken = default)
    {
        var offer = choices.Read();
        if (await person.FindAsync(cancellationToken) is not { } by || !by.May(Right.InvitePeople))
        {
            return offer;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return offer with { Room = await limits.ReadAsync(db, by.Subject, cancellationToken) };
    }
}
