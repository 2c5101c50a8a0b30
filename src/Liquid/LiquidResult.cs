namespace Liquid;

/// <summary>What a template rendered to, or why it could not be rendered.</summary>
public abstract record LiquidResult
{
    private LiquidResult()
    {
    }

    /// <summary>The finished text.</summary>
    public sealed record Rendered(string Text) : LiquidResult;

    /// <summary>The template is wrong; nothing was rendered.</summary>
    public sealed record Failed(LiquidError Error) : LiquidResult;

    public T Match<T>(Func<Rendered, T> rendered, Func<Failed, T> failed) => this switch
    {
        Rendered value => rendered(value),
        Failed value => failed(value),
        _ => throw new InvalidOperationException("A LiquidResult is one of two."),
    };
}

/// <summary>A mistake in a template: the line it stands on, counted from 1, and what is wrong with it.</summary>
public sealed record LiquidError(int Line, string Reason)
{
    public override string ToString() => $"line {Line}: {Reason}";
}

/// <summary>How much one rendering may do, so that no template can hang or fill its host.</summary>
public sealed record LiquidLimits
{
    public static readonly LiquidLimits Default = new();

    /// <summary>Characters of the result and of any single value on the way to it.</summary>
    public int Length { get; init; } = 1_000_000;

    /// <summary>Blocks inside blocks, and brackets inside brackets.</summary>
    public int Nesting { get; init; } = 50;

    /// <summary>Steps: every loop turn, tag and output counts one, every filter also the characters or items it reads.</summary>
    public long Work { get; init; } = 5_000_000;
}
