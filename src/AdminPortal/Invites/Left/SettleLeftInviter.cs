using AdminPortal.SignIn;

namespace AdminPortal.Invites;

/// <summary>One decision about every open invitation of somebody who may no longer invite.</summary>
public sealed class SettleLeftInviter(CurrentPerson person, LeftInvites left, Inviters inviters, KeepLeftInvite keep, ReassignInvite reassign, RevokeInvite revoke)
{
    /// <summary>Decides one by one, each on record by itself: what is done stays done when the next one fails.</summary>
    public async Task<SettleOutcome> HandleAsync(string inviterId, LeftDecision decision, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inviterId);
        if (await person.WhoMayAsync(Right.DecideLeftInvites, inviterId, cancellationToken) is not { } by)
        {
            return new SettleOutcome.NotAllowed();
        }

        if (inviters.WhyNotKnown is { } whyNotKnown)
        {
            return new SettleOutcome.NotKnown(whyNotKnown);
        }

        var (done, notDone) = (0, 0);
        foreach (var id in await left.IdsOfAsync(inviterId, by, cancellationToken))
        {
            var isDone = decision switch
            {
                LeftDecision.Keep => await keep.HandleAsync(new LeftInviteRequest(id, inviterId), cancellationToken) is LeftInviteOutcome.Done,
                LeftDecision.Reassign => await reassign.HandleAsync(new LeftInviteRequest(id, inviterId), by.Subject, cancellationToken) is LeftInviteOutcome.Done,
                LeftDecision.Revoke => await revoke.HandleAsync(id, cancellationToken) is RevokeOutcome.Revoking,
            };
            (done, notDone) = isDone ? (done + 1, notDone) : (done, notDone + 1);
        }

        return new SettleOutcome.Settled(done, notDone);
    }
}

/// <summary>What can be decided about all invitations of one inviter.</summary>
public enum LeftDecision
{
    /// <summary>They stand as they are.</summary>
    Keep,

    /// <summary>Whoever decides stands for them.</summary>
    Reassign,

    /// <summary>They are withdrawn.</summary>
    Revoke,
}

/// <summary>What became of a decision about many.</summary>
public abstract record SettleOutcome
{
    private SettleOutcome()
    {
    }

    /// <summary>Gone through to the end.</summary>
    /// <param name="Done">How many it was done to.</param>
    /// <param name="NotDone">How many were closed or decided about by somebody else meanwhile.</param>
    public sealed record Settled(int Done, int NotDone) : SettleOutcome;

    /// <summary>Who may invite can't be read at the moment.</summary>
    public sealed record NotKnown(string Why) : SettleOutcome;

    /// <summary>Nobody is signed in, or the person may not decide.</summary>
    public sealed record NotAllowed : SettleOutcome;

    /// <summary>Answers for each case.</summary>
    public T Match<T>(Func<Settled, T> settled, Func<NotKnown, T> notKnown, Func<NotAllowed, T> notAllowed) => this switch
    {
        Settled it => settled(it),
        NotKnown it => notKnown(it),
        NotAllowed it => notAllowed(it),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
