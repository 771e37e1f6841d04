using System.Reflection;
using System.Text.RegularExpressions;

namespace Fleek.Tests.Kernel;

/// <summary>The public and protected members of a type, as one-line signatures of C#.</summary>
internal static partial class Signatures
{
    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(int)] = "int", [typeof(long)] = "long",
        [typeof(double)] = "double", [typeof(string)] = "string", [typeof(object)] = "object",
    };

    /// <summary>
    /// All members, inherited ones too. What is public is also listed as protected, and a property with a setter also
    /// without one: whoever relies on less finds it.
    /// </summary>
    public static HashSet<string> Of(Type type)
    {
        HashSet<string> all = [];
        foreach ((bool isPublic, string signature) in Members(type))
        {
            if (isPublic) all.Add(signature);
            all.Add("protected " + signature);
        }

        return all;
    }

    public static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Name(underlying) + "?";
        if (_keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (!type.IsGenericType) return type.Name;
        return $"{Arity().Replace(type.Name, "")}<{string.Join(",", type.GetGenericArguments().Select(Name))}>";
    }

    private static IEnumerable<(bool Public, string Signature)> Members(Type type)
    {
        const BindingFlags all = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;
        IEnumerable<Type> types = type.IsInterface ? [type, .. type.GetInterfaces()] : Chain(type);
        foreach (Type t in types)
        {
            foreach (MemberInfo member in t.GetMembers(all | BindingFlags.DeclaredOnly))
            {
                foreach ((bool, string)? found in Describe(member, t == type))
                    if (found is { } signature) yield return signature;
            }
        }
    }

    private static IEnumerable<Type> Chain(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType) yield return type;
    }

    private static IEnumerable<(bool, string)?> Describe(MemberInfo member, bool own)
    {
        switch (member)
        {
            case ConstructorInfo { IsStatic: false } constructor when own && Seen(constructor):
                yield return (constructor.IsPublic, $"ctor({Parameters(constructor)})");
                break;
            case MethodInfo method when Seen(method) && (!method.IsSpecialName || method.Name.StartsWith("op_",
                StringComparison.Ordinal)):
                string generic = method.IsGenericMethod ? $"<{string.Join(",", method.GetGenericArguments().Select(Name))}>" : "";
                yield return (method.IsPublic,
                    $"{Static(method)}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})");
                break;
            case PropertyInfo { GetMethod: { } get } property when Seen(get):
                string head = $"{Static(get)}{Name(property.PropertyType)} {property.Name}";
                yield return (get.IsPublic, head + " get");
                if (property.SetMethod is { } set && Seen(set)) yield return (set.IsPublic, head + " set");
                break;
            case FieldInfo field when field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly:
                string kind = field.IsLiteral ? "const " : field.IsStatic ? "static " : "";
                yield return (field.IsPublic, $"{kind}{Name(field.FieldType)} {field.Name}");
                break;
            case EventInfo { AddMethod: { } add } happening when Seen(add):
                yield return (add.IsPublic, $"event {Name(happening.EventHandlerType!)} {happening.Name}");
                break;
        }
    }

    private static bool Seen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Static(MethodBase method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(p =>
        $"{(p.IsOut ? "out " : "")}{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? "=" : "")}"));

    [GeneratedRegex("`[0-9]+")]
    private static partial Regex Arity();
}
