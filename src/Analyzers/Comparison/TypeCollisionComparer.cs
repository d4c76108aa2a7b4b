using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Two types with one name: the module does not validate. Told at the one that is not as it is deployed, else at the second.
/// Source: <c>v9.rs</c>, <c>validate_type_def</c>.
/// </summary>
internal static class TypeCollisionComparer
{
    public static void Compare(ComparisonContext context)
    {
        foreach (var collision in context.Current.TypeCollisions)
        {
            var isFirstDeployed = context.Deployed.Type(collision.Name) is not { } deployed
                || !collision.Second.Definition.Equals(deployed.Definition) || collision.First.Definition.Equals(deployed.Definition);
            var (before, fresh) = isFirstDeployed ? (collision.First, collision.Second) : (collision.Second, collision.First);
            var element = SchemaElement.Type(collision.Name);
            context.Add(new(ChangeKind.TypeNamesCollide, element, "DuplicateTypeName")
            {
                Publish = PublishVerdict.Rejected,
                Errors = [new("DuplicateTypeName", element)],
                Old = before.Name,
                New = fresh.Name,
                MadeAt = TypeCollision.PlaceOf(fresh.Name),
                Deployed = element,
            });
        }
    }
}
