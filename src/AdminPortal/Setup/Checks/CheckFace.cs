namespace AdminPortal.Setup;

/// <summary>How a result looks: the class of its row, its icon, its colour, its words, and its mark in plain text.</summary>
internal sealed record CheckFace(string Class, string Icon, string Tone, string Words, string Mark)
{
    /// <summary>While it is being asked.</summary>
    public static CheckFace Running { get; } = new("run", "busy", "tone-blue", "Checking…", "....");

    /// <summary>The face of a result; null was not asked yet.</summary>
    public static CheckFace Of(CheckResult? result) => result is null
        ? new("later", "clock", "tone-grey", "Not checked yet", " -- ")
        : result.Match(
            _ => new CheckFace("ok", "done", "tone-green", "Works", " ok "),
            _ => new CheckFace("weak", "alert", "tone-amber", "Works, with a limit", "warn"),
            _ => new CheckFace("bad", "failed", "tone-red", "Fails", "FAIL"),
            _ => new CheckFace("unknown", "question", "tone-grey", "Could not tell", " ?? "),
            it => new CheckFace("later", "clock", "tone-grey", $"Waits for {it.What}", "wait"));
}
