namespace Liquid.Parsing;

internal enum SegmentKind
{
    /// <summary>Text that is written as it stands.</summary>
    Text,

    /// <summary>{{ … }}</summary>
    Output,

    /// <summary>{% name … %}</summary>
    Tag,
}

/// <summary>A stretch of the source: text, an output or a tag, with the offset its content starts at.</summary>
internal readonly record struct Segment(SegmentKind Kind, string Content, int Offset, string TagName)
{
    public bool Is(string tagName) => Kind == SegmentKind.Tag && TagName == tagName;
}
