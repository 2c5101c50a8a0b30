using AdminPortal.Data;
using AdminPortal.Shell;
using Microsoft.AspNetCore.Components;

namespace AdminPortal.SignIn;

/// <summary>One session of somebody; at the first of a person stands what can be done about all of them.</summary>
public sealed partial class SessionTableRow
{
    private const string Narrowed = "Auth0 has not said for ten minutes who is admin. Until it does you can look, and sign yourself out.";

    private bool _isBusy;

    [Inject]
    public required EndPersonsSessions End { get; init; }

    [Inject]
    public required Dialogs Dialogs { get; init; }

    [Inject]
    public required Notices Notices { get; init; }

    /// <summary>Whose session it is.</summary>
    [Parameter, EditorRequired]
    public required SignedInPerson Person { get; set; }

    /// <summary>The session.</summary>
    [Parameter, EditorRequired]
    public required OpenSession Session { get; set; }

    /// <summary>Whether it is the first of this person.</summary>
    [Parameter, EditorRequired]
    public bool IsFirst { get; set; }

    /// <summary>Whether whoever looks may sign others out.</summary>
    [Parameter, EditorRequired]
    public bool MayEnd { get; set; }

    /// <summary>Something was ended.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private string? Busy => _isBusy ? "true" : null;

    private string? WhyNot => MayEnd || Person.IsMe ? null : Narrowed;

    private async Task EndAsync(bool sparesThisOne)
    {
        if (_isBusy || WhyNot is not null)
        {
            return;
        }

        _isBusy = true;
        try
        {
            if (await Dialogs.AskAsync(SessionQuestions.Of(Person, sparesThisOne)))
            {
                Tell(await End.HandleAsync(new EndPersonsSessionsRequest { Subject = Person.Subject, SparesThisOne = sparesThisOne }), sparesThisOne);
                await Changed.InvokeAsync();
            }
        }
        catch (Exception exception) when (exception.IsStorageTrouble())
        {
            Notices.Failed($"{Person.Name} is still signed in", "The database did not take the change. Try again in a moment.");
        }
        finally
        {
            _isBusy = false;
        }
    }

    private void Tell(EndSessionsOutcome outcome, bool sparedThisOne) => outcome.Match<Action>(
        it => () => Notices.Succeeded(
            sparedThisOne ? "Your other browsers are signed out" : $"{Person.Name} is signed out everywhere",
            it.Count is 1 ? "It was one browser." : $"It was {it.Count} browsers."),
        _ => () => Notices.Succeeded($"{Person.Name} was signed out already", "No browser was left to sign out."),
        _ => () => Notices.Failed($"{Person.Name} is still signed in", "Signing others out is not among your rights any more. A company admin can give them back."))();
}
