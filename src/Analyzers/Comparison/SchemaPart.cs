using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// What one declaration makes of a schema: its tables, its function, or the tables that hold its type, with all types that they reach,
/// beside what is deployed of that. Compared alone it costs the same however large the module is. Only what is in both schemas is
/// compared so: what is new may be something old under another name, which the whole module knows.
/// </summary>
internal static class SchemaPart
{
    /// <summary>
    /// What is deployed of the part; null where the comparison of both might say something else of it than that of the whole module.
    /// </summary>
    public static ModuleSchema? Deployed(ModuleSchema deployed, ModuleSchema part)
    {
        if (!HasPolicy(deployed, part.Policy) || part.Views.Count > 0 || part.Tables.Count + part.Functions.Count == 0
            || !part.Tables.All(table =>
                IsAlone(table) && deployed.Table(table.Name) is { } counterpart && IsAlone(counterpart)
                    && NamesAreItsOwn(table, counterpart, deployed))
            || !part.Functions.All(function =>
                deployed.Function(function.Name) is { } counterpart && counterpart.SourceName == function.SourceName
                    && IsAlone(function, deployed) && IsAlone(counterpart, deployed)))
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

    /// <summary>
    /// Whether a part can be compared at all: a changed policy is one change of the module, and that of a server has to be guessed from
    /// all names.
    /// </summary>
    public static bool HasPolicy(ModuleSchema deployed, CaseConversionPolicy? policy) =>
        deployed.Policy is not null && deployed.Policy == policy;

    /// <summary>The tables that must be in a part for what it says of a type, in canonical names: all that hold it.</summary>
    public static IEnumerable<string> HoldersOf(IEnumerable<string> types, ModuleSchema deployed) =>
        types.SelectMany(type => deployed.HoldersOf(type)).Select(static table => table.Name).Distinct();

    /// <summary>
    /// Whether no other part of the module can have taken a name that is new: the names of a table begin with its own. A table that is
    /// called otherwise in the code is perhaps another one of the same canonical name, and one that became private is perhaps read by a
    /// filter.
    /// </summary>
    private static bool NamesAreItsOwn(TableSchema table, TableSchema counterpart, ModuleSchema deployed)
    {
        if (table.Accessor != counterpart.Accessor || (counterpart.IsPublic && !table.IsPublic))
        {
            return false;
        }
        if (table.Indexes.Equals(counterpart.Indexes) && table.UniqueConstraints.Equals(counterpart.UniqueConstraints)
            && table.Columns.Equals(counterpart.Columns))
        {
            return true;
        }
        var before = NameClaim.Of(counterpart).Select(static claim => claim.Name).ToArray();
        return NameClaim.Of(table).All(claim => before.Contains(claim.Name) || (IsNameOf(table, claim.Name)
            && deployed.View(claim.Name) is null
            && !deployed.Tables.Any(other =>
                other.Name != table.Name && (IsNameOf(other, claim.Name) || other.Indexes.Any(index => index.Name == claim.Name)))));
    }

    private static bool IsNameOf(TableSchema table, string name) =>
        Begins(name, table.Name) || (table.Accessor is { } accessor && Begins(name, accessor));

    private static bool Begins(string name, string table) =>
        name == table || (name.Length > table.Length && name[table.Length] == '_' && name.StartsWith(table, StringComparison.Ordinal));

    /// <summary>A schedule ties a table to its function.</summary>
    private static bool IsAlone(TableSchema table) => table.Schedule is null;

    /// <summary>A function that takes a row is perhaps scheduled, and a type that is new is perhaps that of a row.</summary>
    private static bool IsAlone(FunctionSchema function, ModuleSchema deployed) =>
        !deployed.Tables.Any(table => table.Schedule?.Function == function.Name)
            && function.Parameters.All(parameter => parameter.Type is not AlgebraicType.Ref reference
                || (deployed.Type(reference.Name) is not null && !deployed.Tables.Any(table => table.RowType == reference.Name)));
}
