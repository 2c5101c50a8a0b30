namespace Liquid.Rendering;

/// <summary>One piece of a template; <paramref name="Offset"/> is where it stands in the source.</summary>
internal abstract record Node(int Offset);

internal sealed record TextNode(string Text, int Offset) : Node(Offset);

internal sealed record OutputNode(Expression Value, int Offset) : Node(Offset);

internal sealed record IfNode(IReadOnlyList<Branch> Branches, IReadOnlyList<Node> Otherwise, int Offset) : Node(Offset);

internal sealed record Branch(Expression Condition, IReadOnlyList<Node> Body);

internal sealed record CaseNode(Expression Subject, IReadOnlyList<CaseBranch> Branches, IReadOnlyList<Node> Otherwise, int Offset) : Node(Offset);

internal sealed record CaseBranch(IReadOnlyList<Expression> Values, IReadOnlyList<Node> Body);

internal sealed record ForNode(Loop Loop, IReadOnlyList<Node> Body, IReadOnlyList<Node> Otherwise, int Offset) : Node(Offset);

internal sealed record TableRowNode(Loop Loop, IReadOnlyList<Node> Body, int Offset) : Node(Offset);

/// <summary>What a loop goes over: <paramref name="Name"/> tells loops apart for "offset: continue".</summary>
internal sealed record Loop(
    string Variable, Expression List, string Name, bool Reversed, Expression? Start, Expression? Limit, Expression? Columns);

internal sealed record CycleNode(Expression? Group, IReadOnlyList<Expression> Values, string Text, int Offset) : Node(Offset);

internal sealed record AssignNode(string Name, Expression Value, int Offset) : Node(Offset);

internal sealed record CounterNode(string Name, bool Up, int Offset) : Node(Offset);

internal sealed record JumpNode(Jump Kind, int Offset) : Node(Offset);

internal enum Jump
{
    /// <summary>Rendering goes on.</summary>
    None,

    /// <summary>The loop ends.</summary>
    Break,

    /// <summary>The loop's next turn starts.</summary>
    Continue,
}
