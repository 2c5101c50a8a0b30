using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Liquid.Rendering;

/// <summary>One rendering: its variables, what it has written so far and what it may still do.</summary>
internal sealed class Renderer(JsonObject data, TimeProvider clock, LiquidLimits limits)
{
    private readonly StringBuilder _output = new();
    private readonly Evaluation _evaluation = new(new Variables((IReadOnlyDictionary<string, object?>)Value.FromJson(data)!), clock, limits);
    private readonly Dictionary<string, int> _cycles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _continuations = new(StringComparer.Ordinal);
    private Jump _jump;

    public string Output => _output.ToString();

    public void Render(IReadOnlyList<Node> nodes)
    {
        foreach (var node in nodes)
        {
            _evaluation.Spend(1, node.Offset);
            Render(node);
            if (_jump != Jump.None)
            {
                return;
            }
        }
    }

    private void Render(Node node)
    {
        switch (node)
        {
            case TextNode text:
                Write(text.Text, text.Offset);
                break;
            case OutputNode value:
                Write(_evaluation.Text(_evaluation.Of(value.Value), value.Offset), value.Offset);
                break;
            case IfNode branches:
                Render(branches.Branches.FirstOrDefault(branch => Value.IsTruthy(_evaluation.Of(branch.Condition)))?.Body ?? branches.Otherwise);
                break;
            case CaseNode choice:
                RenderCase(choice);
                break;
            case ForNode loop:
                RenderFor(loop);
                break;
            case TableRowNode table:
                RenderTableRow(table);
                break;
            case CycleNode cycle:
                RenderCycle(cycle);
                break;
            case AssignNode assign:
                _evaluation.Variables.Assign(assign.Name, _evaluation.Of(assign.Value));
                break;
            case CounterNode counter:
                Write(Value.NumberText(_evaluation.Variables.Count(counter.Name, counter.Up)), counter.Offset);
                break;
            case JumpNode next:
                _jump = next.Kind;
                break;
            default:
                throw new InvalidOperationException($"No rendering for {node.GetType().Name}.");
        }
    }

    private void RenderCase(CaseNode choice)
    {
        var subject = _evaluation.Of(choice.Subject);
        var hit = false;
        foreach (var branch in choice.Branches)
        {
            if (branch.Values.Any(value => Value.AreEqual(subject, _evaluation.Of(value))))
            {
                hit = true;
                Render(branch.Body);
            }
        }

        if (!hit)
        {
            Render(choice.Otherwise);
        }
    }

    private void RenderFor(ForNode node)
    {
        var all = _evaluation.Items(node.Loop.List, node.Offset);
        if (all.Count == 0)
        {
            Render(node.Otherwise);
            return;
        }

        var items = Window(all, node.Loop);
        using var scope = _evaluation.Variables.Open();
        for (var index = 0; index < items.Count; index++)
        {
            _evaluation.Spend(1, node.Offset);
            scope.Set("forloop", Position(index, items.Count, node.Loop.Name));
            scope.Set(node.Loop.Variable, items[index]);
            Render(node.Body);
            var ends = _jump == Jump.Break;
            _jump = Jump.None;
            if (ends)
            {
                return;
            }
        }
    }

    /// <summary>offset, then limit, then reversed: in this order whatever order they are written in, as LiquidJS does.</summary>
    private List<object?> Window(IReadOnlyList<object?> all, Loop loop)
    {
        var start = loop.Start switch
        {
            null => 0,
            Lookup { Start: null, Path: [Literal { Value: "continue" }] } => _continuations.GetValueOrDefault(loop.Name),
            var expression => Value.Number(_evaluation.Of(expression)),
        };
        var items = Slice(all, start, loop.Limit is null ? null : Value.Number(_evaluation.Of(loop.Limit)));
        _continuations[loop.Name] = start + items.Count;
        return loop.Reversed ? [.. items.AsEnumerable().Reverse()] : items;
    }

    private static List<object?> Slice(IReadOnlyList<object?> all, double start, double? limit)
    {
        var from = (int)Math.Clamp(start < 0 ? all.Count + start : start, 0, all.Count);
        var left = all.Count - from;
        var count = limit is { } given ? (int)Math.Clamp(given < 0 ? left + given : given, 0, left) : left;
        return [.. all.Skip(from).Take(count)];
    }

    private static Dictionary<string, object?> Position(int index, int length, string name) => new(StringComparer.Ordinal)
    {
        ["name"] = name,
        ["length"] = (double)length,
        ["index"] = index + 1d,
        ["index0"] = (double)index,
        ["rindex"] = (double)(length - index),
        ["rindex0"] = length - index - 1d,
        ["first"] = index == 0,
        ["last"] = index == length - 1,
    };

    private void RenderTableRow(TableRowNode node)
    {
        var items = Window(_evaluation.Items(node.Loop.List, node.Offset), node.Loop);
        var columns = node.Loop.Columns is { } given ? (int)Math.Clamp(Value.Number(_evaluation.Of(given)), 0, int.MaxValue) : 0;
        columns = columns == 0 ? items.Count : columns;
        using var scope = _evaluation.Variables.Open();
        for (var index = 0; index < items.Count; index++)
        {
            _evaluation.Spend(1, node.Offset);
            var (row, column) = Math.DivRem(index, columns);
            var position = Position(index, items.Count, node.Loop.Name);
            position["row"] = row + 1d;
            position["col"] = column + 1d;
            position["col0"] = (double)column;
            position["col_first"] = column == 0;
            position["col_last"] = column + 1 == columns;
            scope.Set("tablerowloop", position);
            scope.Set(node.Loop.Variable, items[index]);
            if (column == 0)
            {
                Write(string.Create(CultureInfo.InvariantCulture, $"{(row > 0 ? "</tr>" : string.Empty)}<tr class=\"row{row + 1}\">"), node.Offset);
            }

            Write(string.Create(CultureInfo.InvariantCulture, $"<td class=\"col{column + 1}\">"), node.Offset);
            Render(node.Body);
            _jump = Jump.None;
            Write("</td>", node.Offset);
        }

        if (items.Count > 0)
        {
            Write("</tr>", node.Offset);
        }
    }

    private void RenderCycle(CycleNode node)
    {
        var group = node.Group is null ? string.Empty : _evaluation.Text(_evaluation.Of(node.Group), node.Offset);
        var key = $"{group}:{node.Text}";
        var turn = _cycles.GetValueOrDefault(key);
        _cycles[key] = (turn + 1) % node.Values.Count;
        Write(_evaluation.Text(_evaluation.Of(node.Values[turn]), node.Offset), node.Offset);
    }

    private void Write(string text, int offset)
    {
        if (_output.Length + text.Length > limits.Length)
        {
            throw new LiquidFault(offset, $"the result is longer than {limits.Length} characters");
        }

        _output.Append(text);
    }
}
