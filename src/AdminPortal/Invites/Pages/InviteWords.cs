using AdminPortal.Shell;

namespace AdminPortal.Invites;

/// <summary>The words around invitations: what will happen and to whom, and what became of it.</summary>
public static class InviteWords
{
    /// <summary>The question before another mail.</summary>
    public static Question AskResend(InviteRow invite, ViewerZone zone) => new(
        $"Send the invitation to {invite.Email} again?",
        $"A new email goes out. The link in the earlier email stops working. The invitation then expires on {TimeWords.Day(invite.ExpiresIfSentNow, zone)}.",
        "Resend");

    /// <summary>The question before a link dies.</summary>
    public static Question AskRevoke(InviteRow invite) => new(
        $"Revoke the invitation for {invite.Email}?",
        "Their link stops working at once. They are not told. You can invite them again later.",
        "Revoke",
        "Keep it",
        Destroys: true);

    /// <summary>The question before administrative roles are given away.</summary>
    public static Question AskAdministrative(IReadOnlyList<string> roles, int people) => new(
        $"Give {Listed(roles)} to {(people is 1 ? "this person" : $"these {people} people")}?",
        $"{(roles.Count is 1 ? "It is an administrative role" : "These are administrative roles")}: whoever has it may invite, revoke and see everything here.",
        people is 1 ? "Send 1 invite" : $"Send {people} invites",
        "Back");

    /// <summary>The question before administrative roles are given to somebody already invited.</summary>
    public static Question AskAdministrative(IReadOnlyList<string> roles, string email) => new(
        $"Give {Listed(roles)} to {email}?",
        $"{(roles.Count is 1 ? "It is an administrative role" : "These are administrative roles")}: whoever has it may invite, revoke and see everything here.",
        "Change roles",
        "Back");

    /// <summary>What is left of the day's invitations, and what follows for those entered.</summary>
    public static string Room(DailyRoom room, int entered, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(room);
        var (left, limit) = (room.Tighter.Left, room.Tighter.Limit);
        var told = left switch
        {
            0 => $"None of {room.Whose} {limit} invitations of the last 24 hours is left; the next one is free in {TimeWords.Span(room.Tighter.FreeAt - now)}",
            1 => $"1 of {room.Whose} {limit} invitations of the last 24 hours is left",
            _ => $"{left} of {room.Whose} {limit} invitations of the last 24 hours are left",
        };
        return entered > left && left > 0 ? $"{told}; take {entered - left} out" : told;
    }

    /// <summary>What came of extending.</summary>
    public static Told Extended(ExtendOutcome outcome, string email, ViewerZone zone) => outcome.Match(
        it => new Told(true, $"The invitation for {it.Email} now expires on {TimeWords.Day(it.ExpiresAt, zone)}", "No further email goes out for it."),
        it => new Told(true, $"The invitation for {it.Email} now expires on {TimeWords.Day(it.ExpiresAt, zone)}", "A new email is on its way. The link in the earlier one stops working."),
        _ => new Told(false, $"The invitation for {email} was not extended", "Your role does not carry the right to extend. Ask a company admin."),
        _ => new Told(false, $"The invitation for {email} is gone", "Reload the list to see what there is."),
        it => new Told(false, $"The invitation for {email} was not extended", it.Why),
        it => new Told(false, $"The invitation for {email} was not extended", it.Why));

    /// <summary>What came of a change of roles.</summary>
    public static Told RolesChanged(ChangeRolesOutcome outcome, string email) => outcome.Match(
        it => new Told(true, $"The roles of {it.Email} are changed", it.RoleNames.Count is 0 ? "None is given any more. No email goes out." : $"Now {Listed(it.RoleNames)}. No email goes out."),
        _ => new Told(false, $"The roles of {email} were not changed", "The roles on offer have changed meanwhile. Look at them again."),
        _ => new Told(false, $"The roles of {email} were not changed", "Your role does not carry the right to change roles. Ask a company admin."),
        _ => new Told(false, $"The invitation for {email} is gone", "Reload the list to see what there is."),
        it => new Told(false, $"The roles of {email} were not changed", it.Why),
        it => new Told(false, $"The roles of {email} were not changed", it.Why));

    /// <summary>What came of a change of team.</summary>
    public static Told TeamChanged(ChangeTeamOutcome outcome, string email) => outcome.Match(
        it => new Told(true, it.TeamName is { } team ? $"The invitation for {it.Email} is now in {team}" : $"The invitation for {it.Email} is in no team now", "No email goes out."),
        _ => new Told(false, $"The team of {email} was not changed", "Your role does not carry the right to change teams. Ask a company admin."),
        _ => new Told(false, $"The invitation for {email} is gone", "Reload the list to see what there is."),
        it => new Told(false, $"The team of {email} was not changed", it.Why),
        it => new Told(false, $"The team of {email} was not changed", it.Why));

    /// <summary>What came of a resend.</summary>
    public static Told Resent(ResendOutcome outcome, string email, ViewerZone zone) => outcome.Match(
        it => new Told(true, $"A new email for {it.Email} is on its way", $"The invitation then expires on {TimeWords.Day(it.ExpiresAt, zone)}."),
        _ => new Told(false, $"The invitation for {email} was not sent again", "Your role does not carry the right to resend. Ask a company admin."),
        _ => new Told(false, $"The invitation for {email} is gone", "Reload the list to see what there is."),
        it => new Told(false, $"The invitation for {email} was not sent again", it.Why),
        it => new Told(false, $"The invitation for {email} was not sent again yet", $"An email went out a moment ago. {InviteRules.WaitBeforeResending(it.Wait)}."));

    /// <summary>What came of a revocation.</summary>
    public static Told Revoked(RevokeOutcome outcome, string email) => outcome.Match(
        it => new Told(true, $"The invitation for {it.Email} is being revoked", "Auth0 is asked to kill the link and to remove the unused account."),
        it => new Told(true, $"The invitation for {it.Email} was revoked before"),
        _ => new Told(false, $"The invitation for {email} was not revoked", "Your role does not carry the right to revoke. Ask a company admin."),
        _ => new Told(false, $"The invitation for {email} is gone", "Reload the list to see what there is."),
        it => new Told(false, $"The invitation for {email} was not revoked", it.Why));

    /// <summary>"A", "A and B", "A, B and C".</summary>
    public static string Listed(IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return names.Count < 2 ? string.Concat(names) : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }
}
