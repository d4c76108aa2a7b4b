using System.Reflection;
using System.Runtime.CompilerServices;

namespace SpacetimeDB.Internal;

/// <summary>The columns of a row type, by reflection. Absent from the package.</summary>
public sealed class RowColumns
{
    private const BindingFlags Instance = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // Weak, so that an assembly loaded for one test can be unloaded.
    private static readonly ConditionalWeakTable<Type, RowColumns> Known = [];

    private readonly Type type;
    private readonly HashSet<FieldInfo> notNull;

    private RowColumns(Type type)
    {
        this.type = type;
        Fields = type.GetCustomAttribute<RowColumnsAttribute>() is { } declared
            ? [.. declared.Names.Select(name => type.GetField(name, Instance)!)]
            : [.. FieldsOf(type)];
        var nullability = new NullabilityInfoContext();
        notNull = [.. Fields.Where(field => nullability.Create(field).ReadState is not NullabilityState.Nullable)];
    }

    public IReadOnlyList<FieldInfo> Fields { get; }

    public static RowColumns Of(Type type) => Known.GetValue(type, type => new RowColumns(type));

    /// <summary>A value that has neither columns nor elements.</summary>
    public static bool IsLeaf(Type type) =>
        type.IsPrimitive
        || type.IsEnum
        || type == typeof(string)
        || type == typeof(Int128)
        || type == typeof(UInt128)
        || (type.IsValueType && type.Assembly == typeof(Identity).Assembly);

    public bool AcceptsNull(FieldInfo column) => !notNull.Contains(column);

    public object New() =>
        type.GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance(type)! : RuntimeHelpers.GetUninitializedObject(type);

    private static IEnumerable<FieldInfo> FieldsOf(Type type) =>
        (type.BaseType is { } parent ? FieldsOf(parent) : []).Concat(type.GetFields(Instance));
}
