using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Columns of a type that contains itself. Such a module validates; the planner panics at a column that is deployed
/// (facts/engine.md §8), and to carry out the plan panics at a new column, table or view.
/// Source: <c>crates/schema/src/schema.rs</c>, <c>ColumnSchema::from_module_def</c> and <c>from_view_column_def</c>.
/// </summary>
internal static class RecursiveTypeComparer
{
    public static void Compare(ComparisonContext context)
    {
        foreach (var table in context.Current.Tables)
        {
            var deployed = context.Deployed.Table(table.Name);
            foreach (var column in table.Columns)
            {
                if (TypeRecursion.Find(column.Type, context.Current) is { } type)
                {
                    var element = SchemaElement.Column(table.Name, column.Name);
                    var isDeployed = deployed?.Column(column.Name) is not null;
                    var change = Change(element, type, isDeployed ? element : null);
                    context.Add(!isDeployed && deployed is not null && IsRefusedAsNew(column, deployed, table, context.Rules)
                        ? change with { Stage = PublishStage.Plan, Errors = [new("AddColumn", element)] }
                        : change);
                }
            }
        }
        foreach (var view in context.Current.Views)
        {
            // Whoever shows the rows of such a table is told of by the table.
            if (TypeRecursion.Find(view.ReturnType, context.Current) is { } type
                && !context.Changes.Exists(change => change.Kind == ChangeKind.RecursiveType && change.New == type))
            {
                var element = SchemaElement.View(view.Name);
                context.Add(
                    Change(element, type, context.Deployed.View(view.Name) is null ? null : element) with
                    {
                        Name = view.SourceName ?? view.Name,
                    });
            }
        }
    }

    /// <summary>Whether the planner, which does not look at the type of a new column, refuses it for want of a default.</summary>
    private static bool IsRefusedAsNew(ColumnSchema column, TableSchema deployed, TableSchema current, PlannerRules rules) =>
        !((deployed.IsEvent ?? current.IsEvent) == true && rules.CanReshapeEventTables)
            && (column.Default is null || !rules.CanAddColumns);

    private static SchemaChange Change(SchemaElement element, string type, SchemaElement? deployed) =>
        new(ChangeKind.RecursiveType, element, "RecursiveType")
        {
            Publish = PublishVerdict.Rejected,
            Stage = deployed is null ? PublishStage.Execution : PublishStage.Plan,
            New = type,
            Deployed = deployed,
        };
}
