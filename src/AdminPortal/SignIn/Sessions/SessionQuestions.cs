using AdminPortal.Shell;

namespace AdminPortal.SignIn;

/// <summary>What is asked before somebody is signed out.</summary>
internal static class SessionQuestions
{
    public static Question Of(SignedInPerson person, bool sparesThisOne) => (person.IsMe, sparesThisOne) switch
    {
        (true, true) => new Question(
            "Sign out your other browsers?",
            $"{Browsers(person.Others)} of yours {(person.Others is 1 ? "is" : "are")} signed out at once; unsaved text there is lost. This browser stays signed in.",
            "Sign out the others",
            Destroys: true),
        (true, false) => new Question(
            "Sign yourself out everywhere?",
            "Every browser of yours is signed out at once, this one too. Unsaved text is lost. You can sign in again at any time.",
            "Sign out everywhere",
            Destroys: true),
        _ => new Question(
            $"Sign {person.Name} out everywhere?",
            $"Every browser of {person.Name} is signed out at once. Unsaved text is lost. They can sign in again unless blocked in Auth0.",
            "Sign out everywhere",
            Destroys: true),
    };

    private static string Browsers(int count) => count is 1 ? "One other browser" : $"{count} other browsers";
}
