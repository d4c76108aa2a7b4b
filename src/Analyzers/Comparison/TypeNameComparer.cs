using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Named types that only functions and views reach, and names of types: the planner compares neither, but a snapshot holds them.
/// </summary>
internal static class TypeNameComparer
{
    public static void Compare(ComparisonContext context)
    {
        foreach (var type in context.Current.Types)
        {
            var element = SchemaElement.Type(type.Name);
            if (context.Deployed.Type(type.Name) is { } old && old.SourceName is not null && IsRenamed(old, type))
            {
                context.Add(
                    new(ChangeKind.TypeSourceNameChanged, element, "ChangeTypeName")
                    {
                        Old = old.SourceName,
                        New = type.SourceName ?? "",
                        Deployed = element,
                    });
            }
        }
    }

    private static bool IsRenamed(TypeSchema old, TypeSchema @new) =>
        old.SourceName != @new.SourceName
            || SourceNames(old).Except(SourceNames(@new)).Any(name => !Names(@new).Contains(name)) && Names(old).SequenceEqual(Names(@new));

    private static EquatableArray<TypeMember> Members(TypeSchema type) => type.Definition switch
    {
        AlgebraicType.Sum sum => sum.Variants,
        AlgebraicType.Product product => product.Fields,
        _ => [],
    };

    private static IEnumerable<string?> Names(TypeSchema type) => Members(type).Select(static member => member.Name);

    private static IEnumerable<string?> SourceNames(TypeSchema type) => Members(type).Select(static member => member.SourceName);
}
