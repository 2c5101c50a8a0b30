namespace Auth0Emulator.Hosting;

/// <summary>A method and a path such as <c>PATCH /api/v2/users/{id}</c>: every segment must match, <c>{…}</c> stands for any one; <c>*</c> as method for any.</summary>
public sealed record RoutePattern
{
    private readonly string _method;
    private readonly string[] _segments;

    private RoutePattern(string text, string method, string[] segments)
    {
        Text = text;
        _method = method;
        _segments = segments;
    }

    /// <summary>As it was written.</summary>
    public string Text { get; }

    /// <summary>Whether it is of the Management API.</summary>
    public bool IsManagement => _segments is [_, "api", "v2", ..];

    /// <summary>Reads a pattern; its segments may be escaped or not.</summary>
    /// <exception cref="FormatException">It isn't a method and a path, or no call could ever match it.</exception>
    public static RoutePattern Parse(string text)
    {
        if (text.Split(' ', StringSplitOptions.RemoveEmptyEntries) is not [var method, ['/', ..] path])
        {
            throw new FormatException($"\"{text}\" is not a route; write a method and a path, such as \"POST /api/v2/users\" or \"PATCH /api/v2/users/{{id}}\".");
        }

        if (path.AsSpan().ContainsAny('?', '#'))
        {
            throw new FormatException($"\"{text}\" would match nothing: a route is compared without its query. Leave out what follows the path.");
        }

        string[] segments = [.. path.Split('/').Select(Uri.UnescapeDataString)];
        return segments is [_, "emulator", ..]
            ? throw new FormatException($"\"{text}\" would match nothing: what is under /emulator passes beside faults, gates and journal.")
            : new RoutePattern($"{method} {path}", method, segments);
    }

    /// <summary>Whether a call is meant. The path comes as the server has it, every escape undone but that of the slash: an id with a slash in it is one segment.</summary>
    public bool Matches(string method, string path)
    {
        if (_method != "*" && !string.Equals(_method, method, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var segments = path.Split('/');
        return segments.Length == _segments.Length
            && segments.Zip(_segments).All(pair => pair.Second is ['{', .., '}'] || string.Equals(HttpReplies.WithSlashes(pair.First), pair.Second, StringComparison.Ordinal));
    }
}
