using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace AdminPortal.Tests.Architecture;

/// <summary>Finds every type that another type knows: in its base, members, attributes and signatures, and in the code of its methods.</summary>
internal static class KnownTypes
{
    private const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The types <paramref name="type"/> knows, without itself.</summary>
    public static IReadOnlySet<Type> Of(Type type)
    {
        var known = new HashSet<Type>();
        Add(known, type.BaseType);
        Add(known, type.GetInterfaces());
        Add(known, type.GetCustomAttributesData());
        foreach (var field in type.GetFields(Everything))
        {
            Add(known, field.FieldType);
            Add(known, field.GetCustomAttributesData());
        }

        foreach (var property in type.GetProperties(Everything))
        {
            Add(known, property.PropertyType);
            Add(known, property.GetCustomAttributesData());
        }

        foreach (var method in type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
        {
            Add(known, method.GetCustomAttributesData());
            Add(known, method.GetParameters().Select(parameter => parameter.ParameterType));
            Add(known, (method as MethodInfo)?.ReturnType);
            AddBody(known, type, method);
        }

        known.Remove(type);
        return known;
    }

    private static void AddBody(HashSet<Type> known, Type type, MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            return;
        }

        Add(known, body.LocalVariables.Select(local => local.LocalType));
        Add(known, body.ExceptionHandlingClauses.Where(clause => clause.Flags == ExceptionHandlingClauseOptions.Clause).Select(clause => clause.CatchType!));
        var typeArguments = type.IsGenericType ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        foreach (var token in Tokens(body.GetILAsByteArray() ?? []))
        {
            var member = method.Module.ResolveMember(token, typeArguments, methodArguments);
            Add(known, member as Type ?? member?.DeclaringType);
            switch (member)
            {
                case MethodInfo called:
                    Add(known, called.ReturnType);
                    Add(known, called.GetParameters().Select(parameter => parameter.ParameterType));
                    Add(known, called.IsGenericMethod ? called.GetGenericArguments() : []);
                    break;
                case FieldInfo field:
                    Add(known, field.FieldType);
                    break;
            }
        }
    }

    // Walks the instructions and yields the operands that name a type, method or field.
    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? unchecked((short)((code[at] << 8) | code[at + 1])) : code[at];
            var instruction = OpCodesByValue[value];
            at += instruction.Size;
            if (instruction.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                yield return BitConverter.ToInt32(code, at);
            }

            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private static void Add(HashSet<Type> known, IEnumerable<Type> types)
    {
        foreach (var type in types)
        {
            Add(known, type);
        }
    }

    private static void Add(HashSet<Type> known, IEnumerable<CustomAttributeData> attributes) =>
        Add(known, attributes.Where(attribute => attribute.AttributeType != typeof(CompilerGeneratedAttribute))
            .SelectMany(attribute => attribute.ConstructorArguments.Select(argument => argument.Value).OfType<Type>().Append(attribute.AttributeType)));

    private static void Add(HashSet<Type> known, Type? type)
    {
        if (type is null || type.IsGenericParameter)
        {
            return;
        }

        if (type.HasElementType)
        {
            Add(known, type.GetElementType());
            return;
        }

        if (!type.IsGenericType)
        {
            known.Add(type);
            return;
        }

        if (known.Add(type.GetGenericTypeDefinition()))
        {
            Add(known, type.GetGenericTypeDefinition().DeclaringType);
        }

        Add(known, type.GetGenericArguments());
    }
}
