using AdminPortal.Data;
using AdminPortal.Invites;
using AdminPortal.SignIn;
using Microsoft.EntityFrameworkCore;

namespace AdminPortal.LookUp;

/// <summary>Finds invitations by what was typed, the exact address first; without a search the newest ones. Answers from the database alone, addresses covered.</summary>
public sealed class LookUpList(CurrentPerson person, IDbContextFactory<PortalDb> contexts, TimeProvider clock)
{
    /// <summary>Rows on one page.</summary>
    public const int PageSize = 25;

    /// <summary>Longest text that is looked for, in characters.</summary>
    public const int LongestSearch = 320;

    /// <summary>The rows after a place, or the first ones.</summary>
    public async Task<LookUpOutcome> HandleAsync(string? search, LookUpCursor? after, CancellationToken cancellationToken = default)
    {
        if (await person.WhoMayAsync(Right.LookUpInvites, cancellationToken: cancellationToken) is null)
        {
            return new LookUpOutcome.NotAllowed();
        }

        var text = search?.Trim() ?? "";
        if (text.Length > LongestSearch)
        {
            return new LookUpOutcome.TooLong();
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var invites = db.Invites.AsNoTracking().Where(invite => !invite.IsTest);
        var address = text.Length == 0 ? null : InviteEntry.Read(text).Address;
        var found = new List<(Invite Invite, bool IsExact)>();
        if (address is not null && after is null or { IsExact: true })
        {
            found.AddRange((await Page(invites.Where(invite => invite.EmailKey == address.Key), after, PageSize + 1).ToListAsync(cancellationToken)).Select(invite => (invite, true)));
        }

        if (found.Count <= PageSize)
        {
            var others = Containing(invites, text.Length == 0 ? null : address?.Display ?? text, address?.Key);
            found.AddRange((await Page(others, after is { IsExact: true } ? null : after, PageSize + 1 - found.Count).ToListAsync(cancellationToken)).Select(invite => (invite, false)));
        }

        var shown = found.Take(PageSize).ToList();
        var teams = await TeamNamesAsync(db, shown.ConvertAll(each => each.Invite), cancellationToken);
        var now = clock.GetUtcNow();
        return new LookUpOutcome.Page(
            [.. shown.Select(each => Row(each.Invite, each.IsExact, teams, now))],
            found.Count > PageSize ? new LookUpCursor(shown[^1].IsExact, shown[^1].Invite.Number) : null);
    }

    private static IQueryable<Invite> Page(IQueryable<Invite> invites, LookUpCursor? after, int size)
    {
        if (after is { Number: var number })
        {
            invites = invites.Where(invite => invite.Number < number);
        }

        return invites.OrderByDescending(invite => invite.Number).Take(size);
    }

    private static IQueryable<Invite> Containing(IQueryable<Invite> invites, string? text, string? exactKey)
    {
        if (text is null)
        {
            return invites;
        }

        var pattern = Like.Holding(text);
        return invites.Where(invite => invite.EmailKey != exactKey
            && (EF.Functions.Like(invite.Email, pattern, Like.Escape) || EF.Functions.Like(invite.EmailKey, pattern, Like.Escape) || EF.Functions.Like(invite.Name!, pattern, Like.Escape)));
    }

    private static async Task<IReadOnlyDictionary<Guid, string>> TeamNamesAsync(PortalDb db, List<Invite> invites, CancellationToken cancellationToken)
    {
        var ids = invites.Select(invite => invite.TeamId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0
            ? new Dictionary<Guid, string>()
            : await db.Teams.Where(team => ids.Contains(team.Id)).ToDictionaryAsync(team => team.Id, team => team.Name, cancellationToken);
    }

    // The address that was typed is known to whoever typed it; every other one stays covered until it is opened.
    private static LookUpRow Row(Invite invite, bool isExact, IReadOnlyDictionary<Guid, string> teams, DateTimeOffset now) => new(
        invite.Id,
        isExact ? invite.Email : Covered.Address(invite.Email),
        Covered.Name(invite.Name),
        isExact,
        invite.ShownStatus(now),
        invite.TeamId is { } team ? teams.GetValueOrDefault(team) : null,
        invite.SentAt,
        invite.ExpiresAt);
}
