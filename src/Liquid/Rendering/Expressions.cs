using Liquid.Filters;

namespace Liquid.Rendering;

/// <summary>Something that has a value once the data is known.</summary>
internal abstract record Expression;

internal sealed record Literal(object? Value) : Expression;

/// <summary>A variable and the path into it; <paramref name="Start"/> is null when the path begins with a variable's name.</summary>
internal sealed record Lookup(Expression? Start, IReadOnlyList<Expression> Path, int Offset) : Expression;

internal sealed record RangeOf(Expression First, Expression Last, int Offset) : Expression;

internal sealed record Not(Expression Operand) : Expression;

internal sealed record Logical(bool And, Expression Left, Expression Right) : Expression;

internal sealed record Comparison(Comparator Comparator, Expression Left, Expression Right, int Offset) : Expression;

internal sealed record FilterCall(
    string Name, Filter Filter, Expression Input, IReadOnlyList<Expression> Arguments, IReadOnlyDictionary<string, Expression> Named, int Offset) : Expression;

internal enum Comparator
{
    /// <summary>==</summary>
    Equal,

    /// <summary>!=</summary>
    NotEqual,

    /// <summary>&gt;</summary>
    Greater,

    /// <summary>&lt;</summary>
    Less,

    /// <summary>&gt;=</summary>
    AtLeast,

    /// <summary>&lt;=</summary>
    AtMost,

    /// <summary>A text holds a part, a list holds an item.</summary>
    Contains,
}
