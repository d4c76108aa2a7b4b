using System.Runtime.CompilerServices;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// The deployed tables that every publish fails at, though nobody edits them: with columns of one name, or of a recursive type. That
/// such a table is as it was is no reason to say nothing.
/// </summary>
internal sealed class UnpublishableTables
{
    private static readonly ConditionalWeakTable<ModuleSchema, UnpublishableTables> s_known = new();

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private UnpublishableTables(ModuleSchema deployed)
    {
        foreach (var table in deployed.Tables)
        {
            if (CanonicalNameCollision.Colliding(table) is not null || HasRecursiveColumn(table, deployed))
            {
                _names.Add(table.Name);
            }
        }
    }

    /// <summary>Found once for each schema.</summary>
    public static UnpublishableTables Of(ModuleSchema deployed) => s_known.GetValue(deployed, static deployed => new(deployed));

    public bool Contains(string table) => _names.Contains(table);

    private static bool HasRecursiveColumn(TableSchema table, ModuleSchema deployed)
    {
        foreach (var column in table.Columns)
        {
            if (column.Type is not AlgebraicType.Primitive && TypeRecursion.Find(column.Type, deployed) is not null)
            {
                return true;
            }
        }
        return false;
    }
}
