using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// What one declaration makes of a schema, its tables or its function with the types that they reach, beside what is deployed of
/// that. Compared alone it costs the same however large the module is. Only what is in both schemas is compared so: what is new may
/// be something old under another name, which the whole module knows.
/// </summary>
internal static class SchemaPart
{
    /// <summary>
    /// What is deployed of the part; null where the comparison of both might say something else of it than that of the whole module.
    /// </summary>
    public static ModuleSchema? Deployed(ModuleSchema deployed, ModuleSchema part)
    {
        // A changed policy is one change of the module, and that of a server has to be guessed from all names.
        if (deployed.Policy is null || deployed.Policy != part.Policy || part.Views.Count > 0 || part.Tables.Count + part.Functions.Count == 0
            || !part.Tables.All(table => IsAlone(table, deployed) && deployed.Table(table.Name) is { } counterpart && IsAlone(counterpart, deployed))
            || !part.Functions.All(function => deployed.Function(function.Name) is { } counterpart && IsAlone(function, deployed) && IsAlone(counterpart, deployed)))
        {
            return null;
        }
        var counterparts = deployed with
        {
            Tables = part.Tables.Select(table => deployed.Table(table.Name)!).ToEquatableArray(),
            Functions = part.Functions.Select(function => deployed.Function(function.Name)!).ToEquatableArray(),
            Types = [],
            Views = [],
            VisibilityFilters = [],
            Migrations = [],
        };
        var types = TypeClosure.Of(TypeClosure.RootsOf(counterparts), deployed);
        foreach (var table in counterparts.Tables)
        {
            types.Remove(table.RowType ?? "");
        }
        // A type that took the place of another has perhaps only another name.
        return types.Keys.Any(name => part.Type(name) is null) && part.Types.Any(type => !types.ContainsKey(type.Name))
            ? null
            : counterparts with { Types = types.Values.OrderBy(static type => type.Name, StringComparer.Ordinal).ToEquatableArray() };
    }

    /// <summary>A schedule ties a table to its function, and a row that a column holds is also a type, whose edits stand for those columns.</summary>
    private static bool IsAlone(TableSchema table, ModuleSchema deployed) => table.Schedule is null && (table.RowType is null || !deployed.Holds(table.RowType));

    /// <summary>A function that takes a row is perhaps scheduled, and an edit of the row is told at the table.</summary>
    private static bool IsAlone(FunctionSchema function, ModuleSchema deployed) => !deployed.Tables.Any(table => table.Schedule?.Function == function.Name)
        && function.Parameters.All(parameter => parameter.Type is not AlgebraicType.Ref reference || !deployed.Tables.Any(table => table.RowType == reference.Name));
}
