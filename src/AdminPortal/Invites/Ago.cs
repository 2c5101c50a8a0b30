namespace AdminPortal.Invites;

/// <summary>How long ago something was, in the words of a sentence.</summary>
internal static class Ago
{
    public static string Text(TimeSpan since) => since switch
    {
        { TotalMinutes: < 1 } => "just now",
        { TotalMinutes: < 2 } => "a minute ago",
        { TotalHours: < 1 } => $"{(int)since.TotalMinutes} minutes ago",
        { TotalHours: < 2 } => "an hour ago",
        { TotalDays: < 1 } => $"{(int)since.TotalHours} hours ago",
        { TotalDays: < 2 } => "a day ago",
        _ => $"{(int)since.TotalDays} days ago",
    };
}
