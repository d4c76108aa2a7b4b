using SpacetimeSchema.Analyzers.Comparison;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>The words of <see cref="ClientRules.NoWayBack"/>: what publishing the deployed module again would do, and what helps.</summary>
internal static class WayBackText
{
    /// <param name="baseline">The file name where several baselines are compared, else null.</param>
    public static object[] Arguments(SchemaChange obstacle, string? baseline)
    {
        var (act, step) = Of(obstacle);
        return [act, step, baseline is null ? "" : $"Against '{baseline}': "];
    }

    private static (string Act, string Step) Of(SchemaChange obstacle) => obstacle.Kind switch
    {
        ChangeKind.ColumnRemoved =>
            ($"removes column '{obstacle.Subject.Member}' of table '{obstacle.Subject.Owner}', which is rejected",
                "Go back with a module that keeps the column"),
        ChangeKind.VariantRemoved =>
            ($"removes variant '{obstacle.Old}' of '{obstacle.Subject.Owner}' while {Columns(obstacle)}, which is rejected",
                "Go back with a module that keeps the variant"),
        ChangeKind.TableRemoved when obstacle.Publish == PublishVerdict.DataDependent =>
            ($"removes table '{obstacle.Subject.Owner}', which fails unless it is empty",
                "Empty it with a reducer before, or go back with a module that keeps it"),
        ChangeKind.TableRenamed when obstacle.Publish == PublishVerdict.DataDependent =>
            ($"removes table '{obstacle.Old}', which fails unless it is empty, and creates '{obstacle.New}' without rows",
                $"Empty '{obstacle.Old}' with a reducer before"),
        ChangeKind.TableRemoved or ChangeKind.TableRenamed =>
            ($"removes table '{obstacle.Deployed!.Value.Owner}', which is rejected", "Go back with a module that keeps the table"),
        ChangeKind.UniqueConstraintAdded when obstacle.Publish == PublishVerdict.DataDependent =>
            ($"makes '{obstacle.Name}' of table '{obstacle.Subject.Owner}' {obstacle.New} again, which fails if two rows have the same value by then", "Remove duplicates with a reducer before"),
        ChangeKind.UniqueConstraintAdded =>
            ($"makes '{obstacle.Name}' of table '{obstacle.Subject.Owner}' {obstacle.New} again, which is rejected",
                "Go back with a module that leaves the attribute out"),
        ChangeKind.AutoIncAdded =>
            ($"makes column '{obstacle.Subject.Member}' of table '{obstacle.Subject.Owner}' auto-increment again, which fails if any row has a value of 1 or more in it", "Go back with a module that leaves the attribute out"),
        ChangeKind.PolicyChanged =>
            ($"gives tables, columns and variants the names of the policy {obstacle.New} again, which {(obstacle.Publish == PublishVerdict.Rejected ? "is rejected" : "fails unless the tables are empty")}",
                $"Go back with a module of the policy {obstacle.Old}"),
        ChangeKind.PrimaryKeyAdded or ChangeKind.PrimaryKeyRemovedOrMoved =>
            ("fails with 'Primary key mismatch', as every later publish does",
                "Update the server to SpacetimeDB 2.2 before you change a primary key"),
        _ => ($"is rejected ({Errors(obstacle)})", "Go back with a module that keeps the change"),
    };

    private static string Columns(SchemaChange obstacle) =>
        $"{(obstacle.Affects.Count == 1 ? "column" : "columns")} {string.Join(", ", obstacle.Affects)} {(obstacle.Affects.Count == 1 ? "holds" : "hold")} it";

    private static string Errors(SchemaChange obstacle) =>
        obstacle.Errors.Count == 0 ? $"{obstacle.Planner} {obstacle.Subject}" : string.Join(", ", obstacle.Errors);
}
