using System.Globalization;
using System.Reflection;
using AdminPortal.Data;
using AdminPortal.SignIn;
using AdminPortal.Tests.Invites;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Xunit.Abstractions;

namespace AdminPortal.Tests.Matrix;

/// <summary>Every use case × everybody × own team, another team or none × Auth0 answers or is silent, made from the one table of rights.</summary>
public sealed class MatrixTests(ITestOutputHelper output)
{
    /// <summary>Who calls, whether rights are narrowed, and whether leads may invite.</summary>
    public static TheoryData<string, bool, bool> Runs
    {
        get
        {
            var runs = new TheoryData<string, bool, bool>();
            foreach (var caller in Caller.All)
            {
                runs.Add(caller.Name, false, false);
                runs.Add(caller.Name, false, true);
                runs.Add(caller.Name, true, false);
                runs.Add(caller.Name, true, true);
            }

            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public async Task Everybody_can_do_exactly_what_the_table_says_and_what_is_refused_stands_in_the_audit(string name, bool isNarrowed, bool leadsMayInvite)
    {
        var caller = Caller.All.Single(each => each.Name == name);
        await using var bench = await MatrixBench.StartAsync(leadsMayInvite);
        var wrong = new List<string>();
        var calls = 0;
        foreach (var useCase in UseCase.All)
        {
            foreach (var place in useCase.Places)
            {
                var expected = caller.Expected(useCase, place, isNarrowed, leadsMayInvite);
                var (verdict, refusals, outcome) = await bench.CallAsync(caller, useCase, place, isNarrowed);
                calls++;

                // Nobody has no name under which a refusal could stand in the audit. Where there is nothing to see, having the right shows in nothing.
                var expectedRefusals = expected == Verdict.Done || caller.Email is null || useCase.IsQuiet ? 0 : 1;
                var isAsExpected = verdict == expected || (useCase.IsQuiet && expected == Verdict.Done);
                if (!isAsExpected || refusals != expectedRefusals)
                {
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{useCase} at {place?.ToString() ?? "no place"}: {expected} with {expectedRefusals} refusals was {verdict} with {refusals} ({outcome})"));
                }
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{calls} calls as {caller}"));
        Assert.True(wrong.Count == 0, $"As {caller}{(isNarrowed ? ", narrowed" : "")}:\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void No_use_case_is_missing_from_the_table()
    {
        var asking = typeof(AdminPortal.Program).Assembly.GetTypes()
            .Where(type => !type.IsAssignableTo(typeof(ComponentBase)) && Methods(type).Any(method => method.Name == "HandleAsync") && AsksWhoIsHere(type))
            .SelectMany(type => Methods(type).Select(method => method.Name == "HandleAsync" ? type.Name : $"{type.Name}.{method.Name}"))
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(UseCase.All.Select(useCase => useCase.ToString()).Distinct().Order(StringComparer.Ordinal), asking);
    }

    [Fact]
    public void No_right_is_without_a_use_case() =>
        Assert.Equal(RightsMatrix.Rights, UseCase.All.Select(useCase => useCase.Right).Distinct().Order());

    private static IEnumerable<MethodInfo> Methods(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Where(method => method.ReturnType.Name is { } answer && (answer.StartsWith("Task", StringComparison.Ordinal) || answer.StartsWith("ValueTask", StringComparison.Ordinal) || answer.StartsWith("IAsyncEnumerable", StringComparison.Ordinal)));

    // Itself, or through what does a step for several of them.
    private static bool AsksWhoIsHere(Type type) => Needs(type).Any(needed => needed == typeof(CurrentPerson) || Needs(needed).Contains(typeof(CurrentPerson)));

    private static IEnumerable<Type> Needs(Type type) => type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.ParameterType);
}
