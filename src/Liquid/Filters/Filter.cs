using Liquid.Rendering;

namespace Liquid.Filters;

/// <summary>One filter: what it does and how many arguments it can't do without.</summary>
internal sealed record Filter(Func<FilterInput, object?> Apply, int Required = 0);

/// <summary>What a filter gets: the value before the bar, the arguments after the colon, and the account it spends from.</summary>
internal sealed record FilterInput(
    Evaluation Evaluation, string Name, object? Value, IReadOnlyList<object?> Arguments, IReadOnlyDictionary<string, object?> Named, int Offset)
{
    public string Text => TextOf(Value);

    public double Number => Rendering.Value.Number(Value);

    /// <summary>The value as a list: nil is the empty list, anything else that isn't a list is a list of one.</summary>
    public IReadOnlyList<object?> List => ListOf(Value);

    public bool Has(int index) => index < Arguments.Count;

    public object? Argument(int index) => Has(index) ? Arguments[index] : null;

    public string TextArgument(int index, string absent = "") => Has(index) ? TextOf(Arguments[index]) : absent;

    public double NumberArgument(int index, double absent = 0) => Has(index) ? Rendering.Value.Number(Arguments[index]) : absent;

    public IReadOnlyList<object?> ListArgument(int index) => ListOf(Argument(index));

    public string TextOf(object? value) => Evaluation.Text(value, Offset);

    /// <summary>Refuses a result of this length before it is built.</summary>
    public void Measure(long length)
    {
        Evaluation.Measure(length, Offset);
        Evaluation.Spend(length, Offset);
    }

    public LiquidFault Fault(string reason) => new(Offset, $"the filter '{Name}': {reason}");

    private static IReadOnlyList<object?> ListOf(object? value) => value switch
    {
        null => [],
        IReadOnlyList<object?> list => list,
        _ => [value],
    };
}
