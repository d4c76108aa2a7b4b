using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>Finds a type that contains itself, through whatever: the planner cannot resolve such a column.</summary>
internal static class TypeRecursion
{
    /// <summary>The name of a type that <paramref name="type"/> reaches and that reaches itself; null where there is none.</summary>
    public static string? Find(AlgebraicType type, ModuleSchema module) => Find(type, module, [], []);

    private static string? Find(AlgebraicType type, ModuleSchema module, HashSet<string> path, HashSet<string> done)
    {
        switch (type)
        {
            case Ref reference when done.Contains(reference.Name) || module.Resolve(reference.Name) is null:
                return null;
            case Ref reference when !path.Add(reference.Name):
                return reference.Name;
            case Ref reference:
                var found = Find(module.Resolve(reference.Name)!, module, path, done);
                path.Remove(reference.Name);
                done.Add(reference.Name);
                return found;
            case AlgebraicType.Array array:
                return Find(array.Element, module, path, done);
            case Product product:
                return Find(product.Fields, module, path, done);
            case Sum sum:
                return Find(sum.Variants, module, path, done);
            default:
                return null;
        }
    }

    private static string? Find(EquatableArray<TypeMember> members, ModuleSchema module, HashSet<string> path, HashSet<string> done)
    {
        foreach (var member in members)
        {
            if (Find(member.Type, module, path, done) is { } found)
            {
                return found;
            }
        }
        return null;
    }
}
