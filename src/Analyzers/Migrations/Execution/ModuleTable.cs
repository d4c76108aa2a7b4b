using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>A table that a reducer uses, as the store needs it: columns by their position.</summary>
internal sealed class ModuleTable
{
    public ModuleTable(SourceTable source, InstanceType rowType)
    {
        Schema = source.Schema;
        RowType = rowType;
        Fields = source.Fields;
        PrimaryKey = Schema.PrimaryKey is { } key ? Position(key) : -1;
        Unique = Schema.UniqueConstraints.Where(static constraint => constraint.Columns.Count == 1)
            .Select(constraint => Position(constraint.Columns[0])).ToArray();
        AutoInc = Enumerable.Range(0, Schema.Columns.Count).Where(i => Schema.Columns[i].IsAutoInc)
            .Select(i => rowType.PositionOf(Fields[i].Name)).ToArray();
    }

    public TableSchema Schema { get; }

    /// <summary>The name in the code: <c>ctx.Db.Player</c>.</summary>
    public string Accessor => Schema.Accessor!;

    public InstanceType RowType { get; }

    public IReadOnlyList<IFieldSymbol> Fields { get; }

    /// <summary>The slot of the primary key, or -1.</summary>
    public int PrimaryKey { get; }

    public int[] Unique { get; }

    public int[] AutoInc { get; }

    /// <summary>The slots of an index by its accessor; null where the table has none of that name.</summary>
    public int[]? Index(string accessor)
    {
        foreach (var index in Schema.Indexes)
        {
            if (index.Accessor == accessor)
            {
                return index.Columns.Select(Position).ToArray();
            }
        }
        return null;
    }

    public IFieldSymbol? FieldAt(int slot) => Fields.FirstOrDefault(field => RowType.PositionOf(field.Name) == slot);

    private int Position(string column) =>
        Schema.ColumnIndex(column) is >= 0 and var i ? RowType.PositionOf(Fields[i].Name) : throw new LostTrackException(column);
}
