using AdminPortal.Invites;
using AdminPortal.Shell;

namespace AdminPortal.Requests;

/// <summary>The words around requests: what will happen and to whom, and what became of it.</summary>
internal static class RequestWords
{
    private const string Gone = "Reload the page to see what there is.";

    /// <summary>How an invitation stands, as the end of a sentence: "that invitation is pending".</summary>
    public static string Standing(InviteStatus status) => status switch
    {
        InviteStatus.Queued => "on its way",
        InviteStatus.Sent => "pending",
        InviteStatus.Unconfirmed => "not confirmed",
        InviteStatus.Revoking => "being revoked",
        InviteStatus.Failed => "not sent",
        InviteStatus.Expired => "expired",
        InviteStatus.Accepted => "accepted",
        InviteStatus.Revoked => "revoked",
    };

    /// <summary>What was answered, as the verb of a sentence: "Mira Kovač approved ana@example.com".</summary>
    public static string Verb(RequestStatus status) => status switch
    {
        RequestStatus.Waiting => "waits",
        RequestStatus.Approved => "approved",
        RequestStatus.Declined => "declined",
        RequestStatus.Withdrawn => "took back",
        RequestStatus.Overtaken => "closed",
    };

    /// <summary>Who was there first, and what they answered.</summary>
    public static string WhyAnswered(InviteRequest request, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        var when = Ago.Text(now - (request.AnsweredAt ?? request.AskedAt));
        return request.Status is RequestStatus.Overtaken
            ? $"{request.AnsweredByName} closed it {when}, because {request.Email} was invited another way."
            : $"{request.AnsweredByName} {(request.Status is RequestStatus.Withdrawn ? "took it back" : $"{Verb(request.Status)} it")} {when}.";
    }

    /// <summary>The question before administrative roles are asked for.</summary>
    public static Question AskAdministrative(IReadOnlyList<string> roles, int people)
    {
        ArgumentNullException.ThrowIfNull(roles);
        return new(
            $"Ask for {InviteWords.Listed(roles)} for {(people is 1 ? "this person" : $"these {people} people")}?",
            $"{(roles.Count is 1 ? "It is an administrative role" : "These are administrative roles")}. An admin decides.",
            Ask(people),
            "Back");
    }

    /// <summary>What the button that asks is called.</summary>
    public static string Ask(int people) => people is 1 ? "Ask for 1 invitation" : $"Ask for {people} invitations";

    /// <summary>The question before administrative roles are given away.</summary>
    public static Question ApproveAdministrative(IReadOnlyList<string> roles, string email)
    {
        ArgumentNullException.ThrowIfNull(roles);
        return new(
            $"Give {InviteWords.Listed(roles)} to {email}?",
            $"{(roles.Count is 1 ? "It is an administrative role" : "These are administrative roles")}: whoever has it may invite, revoke and see everything here.",
            "Approve",
            "Back");
    }

    /// <summary>The question before a request is taken back.</summary>
    public static Question AskWithdraw(RequestRow request) => new($"Take back the request for {request.Email}?", "No admin will see it any more, and nobody is invited. You can ask again later.", "Withdraw", "Keep it");

    /// <summary>The question when the address was invited meanwhile.</summary>
    public static Question AskClose(string email, string why, string askedBy) => new($"{email} needs no invitation any more", $"{why} Close the request? {askedBy} then sees that.", "Close the request", "Leave it");

    /// <summary>What came of approving.</summary>
    public static Told Approved(ApproveOutcome outcome, string email)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var title = $"The request for {email} was not approved";
        return outcome.Match(
            it => new Told(true, $"{it.Email} is invited", $"{it.Correction} The email goes out in your name; the asker sees that you approved.".TrimStart()),
            _ => new Told(false, title, "The roles on offer have changed meanwhile. Look at them again."),
            it => new Told(false, title, it.Why),
            it => new Told(false, $"The request for {it.Email} is answered already", it.Why),
            it => new Told(false, title, string.Join(' ', it.Problems.Select(problem => problem.Message))),
            it => new Told(false, title, it.Why),
            _ => new Told(false, title, "Your role does not carry the right to answer requests. Ask a company admin."),
            _ => new Told(false, $"The request for {email} is gone", Gone));
    }

    /// <summary>What came of declining.</summary>
    public static Told Declined(AnswerOutcome outcome, string email, string askedBy) =>
        Answered(outcome, email, new Told(true, $"The request for {email} is declined", $"{askedBy} sees it, with your note."), "declined");

    /// <summary>What came of closing.</summary>
    public static Told Closed(AnswerOutcome outcome, string email, string askedBy) =>
        Answered(outcome, email, new Told(true, $"The request for {email} is closed", $"{askedBy} sees that the person was invited another way."), "closed");

    /// <summary>What came of taking it back.</summary>
    public static Told Withdrawn(AnswerOutcome outcome, string email) =>
        Answered(outcome, email, new Told(true, $"The request for {email} is taken back", "Nobody is invited."), "taken back");

    private static Told Answered(AnswerOutcome outcome, string email, Told done, string what) => outcome.Match(
        _ => done,
        it => new Told(false, $"The request for {it.Email} is answered already", it.Why),
        it => new Told(false, $"The request for {email} was not {what}", it.Why),
        _ => new Told(false, $"The request for {email} was not {what}", "Your role does not carry the right to do that. Ask a company admin."),
        _ => new Told(false, $"The request for {email} is gone", Gone));
}
