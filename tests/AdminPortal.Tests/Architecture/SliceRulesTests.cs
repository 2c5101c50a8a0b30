using System.Reflection;
using System.Runtime.CompilerServices;
using AdminPortal.Invites;
using Microsoft.Extensions.DependencyInjection;

namespace AdminPortal.Tests.Architecture;

/// <summary>Who may know whom, read out of the built assemblies: signatures, attributes and method bodies.</summary>
public sealed class SliceRulesTests
{
    private static readonly Assembly Portal = typeof(AdminPortal.Program).Assembly;
    private static readonly Assembly Tenant = typeof(Auth0Emulator.LocalTenant).Assembly;
    private static readonly Assembly Liquid = typeof(global::Liquid.LiquidTemplate).Assembly;

    // The rooms of the house; Data and the program itself see all.
    private static readonly Dictionary<string, string[]> MayKnow = new(StringComparer.Ordinal)
    {
        ["Shell"] = [],
        ["ManagementToken"] = [],
        ["Auth0"] = ["ManagementToken"],
        // ManagementToken for its deadline alone: the back channel of the sign-in is wire too and times out on the same clock.
        ["SignIn"] = ["Auth0", "ManagementToken", "Audit", "Data", "Shell"],
        // SignIn for its page and its use cases, which ask for a right; SignIn knows no more of it than the entry it writes.
        ["Audit"] = ["Data", "Shell", "SignIn"],
        ["Teams"] = ["Audit", "Auth0", "Data", "SignIn", "Shell"],
        ["Invites"] = ["Teams", "Audit", "Auth0", "Data", "SignIn", "Shell"],
        ["Requests"] = ["Invites", "Teams", "Audit", "Auth0", "Data", "SignIn", "Shell"],
        ["LookUp"] = ["Invites", "Teams", "Audit", "Data", "SignIn", "Shell"],
        ["Home"] = ["LookUp", "Invites", "Teams", "Audit", "Auth0", "Data", "SignIn", "Shell"],
        ["Setup"] = ["Invites", "Teams", "Audit", "Auth0", "ManagementToken", "Data", "SignIn", "Shell"],
    };

    private static readonly Dictionary<Type, IReadOnlySet<Type>> Known = Portal.GetTypes().ToDictionary(type => type, KnownTypes.Of);

    /// <summary>The slices that have a rule.</summary>
    public static TheoryData<string> Slices => [.. MayKnow.Keys];

    [Theory]
    [MemberData(nameof(Slices))]
    public void A_slice_knows_only_the_slices_it_may(string slice)
    {
        var trespasses =
            from type in Known
            where SliceOf(type.Key) == slice
            from known in type.Value
            where known.Assembly == Portal
            let other = SliceOf(known)
            where other is not null && other != slice && !MayKnow[slice].Contains(other, StringComparer.Ordinal)
            select $"{Name(type.Key)} knows {known.FullName}";

        Demand(trespasses);
    }

    [Fact]
    public void Every_slice_has_a_rule()
    {
        var slices = Portal.GetTypes().Select(SliceOf).OfType<string>().Distinct().Order();
        Assert.Equal(MayKnow.Keys.Append("Data").Order(), slices);
    }

    [Fact]
    public void Portal_and_tenant_meet_over_HTTP_only()
    {
        Assert.DoesNotContain(Tenant.GetName().Name, Portal.GetReferencedAssemblies().Select(name => name.Name));
        Assert.DoesNotContain(Portal.GetName().Name, Tenant.GetReferencedAssemblies().Select(name => name.Name));
    }

    [Fact]
    public void Liquid_knows_nobody() =>
        Assert.All(Liquid.GetReferencedAssemblies(), name => Assert.StartsWith("System", name.Name, StringComparison.Ordinal));

    [Fact]
    public void Only_the_wire_makes_HTTP_calls() => Demand(
        from type in Known
        where SliceOf(type.Key) is not ("Auth0" or "ManagementToken" or "SignIn")
        where type.Value.Contains(typeof(HttpClient)) || type.Value.Contains(typeof(IHttpClientFactory))
        select $"{Name(type.Key)} uses HttpClient");

    [Fact]
    public void Only_features_register_services() => Demand(
        from type in Known
        where type.Value.Contains(typeof(IServiceCollection))
        let outermost = Outermost(type.Key)
        where !outermost.Name.EndsWith("Feature", StringComparison.Ordinal) && outermost != typeof(AdminPortal.Program)
        select $"{Name(type.Key)} touches IServiceCollection");

    [Fact]
    public void Only_the_shell_names_Radzens_dialog_service() => Demand(
        from type in Known
        where SliceOf(type.Key) != "Shell" && type.Value.Contains(typeof(Radzen.DialogService))
        select $"{Name(type.Key)} names DialogService");

    [Fact]
    public void An_invite_changes_only_by_its_own_methods() => Demand(
        from property in typeof(Invite).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.SetMethod is { IsPublic: true } setter
            && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
        select $"{property.Name} has a public setter");

    [Fact]
    public void No_class_is_called_after_no_job() => Demand(
        from type in Portal.GetTypes().Concat(Tenant.GetTypes()).Concat(Liquid.GetTypes())
        where !type.IsNested && type.Namespace != "Microsoft.AspNetCore.Http.Generated"
        from word in new[] { "Utils", "Utility", "Helper", "Helpers", "Manager", "Common", "Misc" }
        where type.Name.EndsWith(word, StringComparison.Ordinal)
        select type.FullName);

    [Fact]
    public void Nothing_static_changes() => Demand(
        from type in Portal.GetTypes().Concat(Tenant.GetTypes())
        where !type.IsDefined(typeof(CompilerGeneratedAttribute)) && !Outermost(type).IsDefined(typeof(CompilerGeneratedAttribute))
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field is { IsInitOnly: false, IsLiteral: false } && !field.IsDefined(typeof(CompilerGeneratedAttribute)) && !field.Name.Contains('<', StringComparison.Ordinal)
        select $"{type.FullName}.{field.Name}");

    [Fact]
    public void The_rules_look_into_method_bodies() =>
        Assert.Contains(typeof(Random), KnownTypes.Of(typeof(KnowsByBodyOnly)));

    private static string? SliceOf(Type type)
    {
        var parts = (Outermost(type).Namespace ?? "").Split('.');
        return parts is ["AdminPortal", var slice, ..] ? slice : null;
    }

    private static Type Outermost(Type type)
    {
        while (type.DeclaringType is { } outer)
        {
            type = outer;
        }

        return type;
    }

    private static string Name(Type type) => Outermost(type).FullName ?? type.Name;

    private static void Demand(IEnumerable<string?> trespasses)
    {
        var all = trespasses.Distinct().Order().ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }

    private static class KnowsByBodyOnly
    {
        public static string Text() => Random.Shared.ToString() ?? "";
    }
}
