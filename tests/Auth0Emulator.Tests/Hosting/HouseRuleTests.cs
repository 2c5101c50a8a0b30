using System.Reflection;
using System.Runtime.CompilerServices;
using Auth0Emulator.Management;

namespace Auth0Emulator.Tests.Hosting;

public sealed class HouseRuleTests
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Type[] AtTheDoor = [typeof(ManagementGateway), typeof(ManagementEndpoints)];

    [Fact]
    public void Operations_know_nothing_of_HTTP()
    {
        var operations = typeof(ManagementGateway).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ManagementGateway).Namespace)
            .Where(type => !AtTheDoor.Any(door => type == door || type.DeclaringType == door || type.DeclaringType?.DeclaringType == door))
            .ToArray();

        Assert.True(operations.Length > 20);
        Assert.DoesNotContain(operations.SelectMany(Mentioned), name => name.Contains("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_static_changes()
    {
        var changing = typeof(LocalTenant).Assembly.GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)) && type.FullName?.Contains("RegexGenerator", StringComparison.Ordinal) != true)
            .SelectMany(type => type.GetFields(Everything))
            .Where(field => field.IsStatic && !field.IsInitOnly && !field.IsLiteral && !field.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(field => !field.Name.StartsWith("__", StringComparison.Ordinal));

        Assert.Empty(changing.Select(field => $"{field.DeclaringType}.{field.Name}"));
    }

    private static IEnumerable<string> Mentioned(Type type) => type.GetFields(Everything).Select(field => $"{type.Name}.{field.Name}: {field.FieldType}")
        .Concat(type.GetMethods(Everything).SelectMany(method => method.GetParameters().Select(parameter => $"{type.Name}.{method.Name}: {parameter.ParameterType}").Append($"{type.Name}.{method.Name}: {method.ReturnType}")))
        .Concat(type.GetConstructors(Everything).SelectMany(constructor => constructor.GetParameters().Select(parameter => $"{type.Name}: {parameter.ParameterType}")));
}
