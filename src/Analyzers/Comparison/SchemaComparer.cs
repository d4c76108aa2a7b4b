using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Says what publish does when the current module replaces the deployed one. Pure: the same schemas give the same changes, in an
/// order that depends on names alone. Source: <c>crates/schema/src/auto_migrate.rs</c>, <c>ponder_auto_migrate</c>.
/// </summary>
internal static class SchemaComparer
{
    public static IReadOnlyList<SchemaChange> Compare(
        ModuleSchema deployed, ModuleSchema current, EngineVersion engine, CancellationToken cancellation = default)
    {
        var changes = CompareNamed(deployed, current, engine, cancellation);
        return PolicyComparer.Compare(deployed, current, changes) ?? changes;
    }

    private static List<SchemaChange> CompareNamed(
        ModuleSchema deployed, ModuleSchema current, EngineVersion engine, CancellationToken cancellation = default)
    {
        var context = new ComparisonContext(deployed, current, engine, cancellation);
        NameCollisionComparer.Compare(context);
        InvalidNameComparer.Compare(context);
        ScheduledFunctionComparer.Compare(context);
        MovedIndexComparer.Compare(context);
        MovedSequenceComparer.Compare(context);
        RecursiveTypeComparer.Compare(context);
        AccessorComparer.Compare(context);
        IndexAliasComparer.Compare(context);
        ModuleTablesComparer.Compare(context);
        ViewComparer.Compare(context);
        FunctionComparer.Compare(context);
        VisibilityFilterComparer.Compare(context);
        TypeNameComparer.Compare(context);
        TypeCollisionComparer.Compare(context);
        return context.Changes;
    }
}
