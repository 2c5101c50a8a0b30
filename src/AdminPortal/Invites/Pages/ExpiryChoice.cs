using AdminPortal.Shell;

namespace AdminPortal.Invites;

/// <summary>The end somebody is choosing: one of the lifetimes on offer, or a day.</summary>
public sealed class ExpiryChoice(TimeProvider clock, ViewerZone zone)
{
    /// <summary>Stands in the list of lifetimes for "up to a day of my choice".</summary>
    public const long AnotherDate = 0;

    /// <summary>The choice in the list: a lifetime in ticks, or <see cref="AnotherDate"/>.</summary>
    public long Ticks { get; private set; }

    /// <summary>The day, where one is asked for.</summary>
    public DateOnly? LastDay { get; set; }

    /// <summary>A day is asked for.</summary>
    public bool IsDay => Ticks is AnotherDate;

    /// <summary>Takes a lifetime without asking.</summary>
    public void Choose(TimeSpan lifetime) => Ticks = lifetime.Ticks;

    /// <summary>Takes what was chosen in the list; another date starts where the lifetime chosen before would have ended.</summary>
    public void Choose(long ticks, InviteOffer offer)
    {
        if (ticks is AnotherDate)
        {
            LastDay = Days(offer).Nearest(TimeSpan.FromTicks(Ticks));
        }

        Ticks = ticks;
    }

    /// <summary>The days there are to choose from.</summary>
    public ExpiryDays Days(InviteOffer offer) => new(offer, clock.GetUtcNow(), zone);

    /// <summary>Why the day can't be taken; null when it can, or none is asked for.</summary>
    public string? WhyNot(InviteOffer offer) => IsDay ? Days(offer).WhyNot(LastDay) : null;

    /// <summary>How long from now.</summary>
    public TimeSpan Lifetime(InviteOffer offer)
    {
        var days = Days(offer);
        return IsDay ? days.LifetimeTo(LastDay ?? days.Last) : TimeSpan.FromTicks(Ticks);
    }

    /// <summary>The last moment, when a day was chosen.</summary>
    public DateTimeOffset? EndsBy(InviteOffer offer)
    {
        var days = Days(offer);
        return IsDay ? days.EndOf(LastDay ?? days.Last) : null;
    }

    /// <summary>Whether the choice is still among what is offered.</summary>
    public bool IsOffered(InviteOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return IsDay ? Days(offer).Any : offer.Lifetimes.Contains(TimeSpan.FromTicks(Ticks));
    }
}
