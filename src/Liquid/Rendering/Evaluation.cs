using System.Globalization;
using System.Text;
using Liquid.Filters;

namespace Liquid.Rendering;

/// <summary>Works out expressions, and keeps the account of how much work has been done.</summary>
internal sealed class Evaluation(Variables variables, TimeProvider clock, LiquidLimits limits)
{
    private long _spent;

    public Variables Variables => variables;

    public DateTimeOffset Now => clock.GetUtcNow();

    public object? Of(Expression expression) => expression switch
    {
        Literal literal => literal.Value,
        Lookup lookup => Find(lookup),
        RangeOf range => Numbers(range),
        Not not => !Value.IsTruthy(Of(not.Operand)),
        Logical { And: true } both => Value.IsTruthy(Of(both.Left)) && Value.IsTruthy(Of(both.Right)),
        Logical either => Value.IsTruthy(Of(either.Left)) || Value.IsTruthy(Of(either.Right)),
        Comparison comparison => Compare(comparison),
        FilterCall call => Apply(call),
        _ => throw new InvalidOperationException($"No evaluation for {expression.GetType().Name}."),
    };

    /// <summary>What a loop goes over: a list's items, a text as one item, an object's pairs, otherwise nothing.</summary>
    public IReadOnlyList<object?> Items(Expression expression, int offset)
    {
        var value = Of(expression);
        IReadOnlyList<object?> items = value switch
        {
            IReadOnlyList<object?> list => list,
            string { Length: > 0 } text => [text],
            IReadOnlyDictionary<string, object?> properties => [.. properties.Select(pair => new List<object?> { pair.Key, pair.Value })],
            _ => [],
        };
        Spend(items.Count, offset);
        return items;
    }

    /// <summary>A value as it is written: nothing for nil, a list's items one after another.</summary>
    public string Text(object? value, int offset) => value switch
    {
        string text => text,
        null or Nothing => string.Empty,
        bool truth => truth ? "true" : "false",
        double number => Value.NumberText(number),
        IReadOnlyList<object?> list => Join(list, string.Empty, offset),
        _ => "[object Object]",
    };

    public string Join(IReadOnlyList<object?> list, string separator, int offset)
    {
        var text = new StringBuilder();
        for (var i = 0; i < list.Count; i++)
        {
            text.Append(i > 0 ? separator : string.Empty).Append(Text(list[i], offset));
            Spend(1, offset);
            Measure(text.Length, offset);
        }

        return text.ToString();
    }

    public object? Property(object? value, object? key, int offset)
    {
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> properties:
                var name = Text(key, offset);
                return properties.TryGetValue(name, out var found) ? found : name == "size" ? (double)properties.Count : null;
            case IReadOnlyList<object?> list:
                return Element(list, key);
            case string text:
                return key is "size" or "length" ? (double)text.Length : null;
            default:
                return null;
        }
    }

    public void Spend(long work, int offset)
    {
        _spent += work;
        if (_spent > limits.Work)
        {
            throw new LiquidFault(offset, $"the template does too much: more than {limits.Work} steps");
        }
    }

    /// <summary>Refuses a value that would grow longer than the limit, before it is built.</summary>
    public void Measure(long length, int offset)
    {
        if (length > limits.Length)
        {
            throw new LiquidFault(offset, $"a value is longer than {limits.Length} characters or items");
        }
    }

    private static object? Element(IReadOnlyList<object?> list, object? key)
    {
        switch (key)
        {
            case "size" or "length":
                return (double)list.Count;
            case "first":
                return list.Count > 0 ? list[0] : null;
            case "last":
                return list.Count > 0 ? list[^1] : null;
        }

        if (key is not double number && !(key is string text && double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number)))
        {
            return null;
        }

        var index = number < 0 ? list.Count + number : number;
        return index >= 0 && index < list.Count && double.IsInteger(index) ? list[(int)index] : null;
    }

    private object? Find(Lookup lookup)
    {
        Spend(lookup.Path.Count, lookup.Offset);
        var value = lookup.Start is null ? variables.Find(Text(Of(lookup.Path[0]), lookup.Offset)) : Property(Of(lookup.Start), Of(lookup.Path[0]), lookup.Offset);
        foreach (var key in lookup.Path.Skip(1))
        {
            value = Property(value, Of(key), lookup.Offset);
        }

        return value;
    }

    private List<object?> Numbers(RangeOf range)
    {
        var (first, last) = (Value.Number(Of(range.First)), Value.Number(Of(range.Last)));
        var count = Math.Max(0, Math.Floor(last - first) + 1);
        if (!(count <= limits.Length))
        {
            throw new LiquidFault(range.Offset, $"the range has more than {limits.Length} items");
        }

        Spend((long)count, range.Offset);
        return [.. Enumerable.Range(0, (int)count).Select(step => (object?)(first + step))];
    }

    private bool Compare(Comparison comparison)
    {
        var (left, right) = (Of(comparison.Left), Of(comparison.Right));
        Spend(Size(left), comparison.Offset);
        return Compare(comparison.Comparator, left, right);
    }

    private static bool Compare(Comparator comparator, object? left, object? right) => comparator switch
    {
        Comparator.Equal => Value.AreEqual(left, right),
        Comparator.NotEqual => !Value.AreEqual(left, right),
        Comparator.Greater => Value.Compare(left, right) > 0,
        Comparator.Less => Value.Compare(left, right) < 0,
        Comparator.AtLeast => Value.Compare(left, right) >= 0,
        Comparator.AtMost => Value.Compare(left, right) <= 0,
        Comparator.Contains => Contains(left, right),
    };

    private static bool Contains(object? whole, object? part) => whole switch
    {
        string text => text.Contains(part switch
        {
            null => "null",
            string s => s,
            double number => Value.NumberText(number),
            bool truth => truth ? "true" : "false",
            Nothing => string.Empty,
            _ => "\0",
        }, StringComparison.Ordinal),
        IReadOnlyList<object?> list => list.Any(item => Value.AreEqual(item, part)),
        _ => false,
    };

    private object? Apply(FilterCall call)
    {
        var input = Plain(Of(call.Input));
        var arguments = call.Arguments.Select(argument => Plain(Of(argument))).ToList();
        var named = call.Named.ToDictionary(pair => pair.Key, pair => Plain(Of(pair.Value)), StringComparer.Ordinal);
        Spend(1 + Size(input) + arguments.Sum(Size), call.Offset);
        var result = call.Filter.Apply(new FilterInput(this, call.Name, input, arguments, named, call.Offset));
        Measure(Size(result), call.Offset);
        return result;
    }

    private static object? Plain(object? value) => value is Nothing ? string.Empty : value;

    private static long Size(object? value) => value switch
    {
        string text => text.Length,
        IReadOnlyList<object?> list => list.Count,
        _ => 0,
    };
}
