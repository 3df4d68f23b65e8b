using System.Reflection;

namespace Anomaly.Grains.Tests.Contract;

/// <summary>What programs of two versions must agree on: the aliases, ids and types of the client package, a line each.</summary>
internal static class WireContract
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    /// <summary>The lines of an assembly's public types.</summary>
    public static IEnumerable<string> Of(Assembly assembly)
    {
        foreach (var type in assembly.GetExportedTypes().OrderBy(AliasOf, StringComparer.Ordinal))
        {
            if (type.IsInterface && typeof(IAddressable).IsAssignableFrom(type))
            {
                foreach (var method in type.GetMethods(Declared).Where(method => !method.IsStatic).OrderBy(AliasOf, StringComparer.Ordinal))
                    yield return $"{AliasOf(type)} {AliasOf(method)}({string.Join(", ", method.GetParameters().Select(parameter => Name(parameter.ParameterType)))}): {Name(method.ReturnType)}";
            }
            else if (type.IsDefined(typeof(GenerateSerializerAttribute)))
            {
                foreach (var (id, property) in type.GetProperties(Declared).Where(property => property.IsDefined(typeof(IdAttribute))).Select(property => (property.GetCustomAttribute<IdAttribute>()!.Id, property)).OrderBy(member => member.Id))
                    yield return $"{AliasOf(type)} {id} {property.Name}: {Name(property.PropertyType)}";
            }
            else if (type.IsEnum)
            {
                foreach (var value in Enum.GetValues(type))
                    yield return $"{type.Name} {(int)value} {value}";
            }
        }
    }

    private static string AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias ?? $"!{member.Name}";

    private static string Name(Type type)
    {
        if (type.IsArray)
            return Name(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.Name;
    }
}
