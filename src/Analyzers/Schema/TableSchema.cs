namespace SpacetimeSchema.Analyzers.Schema;

/// <summary>A table of a module.</summary>
internal sealed record TableSchema
{
    /// <summary>The canonical name, by which the database knows it.</summary>
    public required string Name { get; init; }

    /// <summary>The name in the code, <c>ctx.Db.Accessor</c>; null where the baseline does not know it.</summary>
    public string? Accessor { get; init; }

    /// <summary>The canonical name of the type of its rows; null where the baseline does not tell it.</summary>
    public string? RowType { get; init; }

    public bool IsPublic { get; init; }

    /// <summary>Null where the baseline does not tell it: the V9 answer of a server never does.</summary>
    public bool? IsEvent { get; init; } = false;

    public EquatableArray<ColumnSchema> Columns { get; init; }

    /// <summary>The canonical name of the primary key column.</summary>
    public string? PrimaryKey { get; init; }

    /// <summary>Sorted by name.</summary>
    public EquatableArray<UniqueConstraintSchema> UniqueConstraints { get; init; }

    /// <summary>Sorted by name.</summary>
    public EquatableArray<IndexSchema> Indexes { get; init; }

    public ScheduleSchema? Schedule { get; init; }

    public int ColumnIndex(string name)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == name)
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Where two columns share a name, that by which the planner finds them.</summary>
    public int LastColumnIndex(string name)
    {
        for (var i = Columns.Count - 1; i >= 0; i--)
        {
            if (Columns[i].Name == name)
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>Whether two columns have this name.</summary>
    public bool IsShared(string name) => ColumnIndex(name) != LastColumnIndex(name);

    /// <summary>Whether a unique constraint, that of the primary key among them, names the column alone or with others.</summary>
    public bool IsConstrained(string column) => UniqueConstraints.Any(constraint => constraint.Columns.IndexOf(column) >= 0);

    public ColumnSchema? Column(string name) => ColumnIndex(name) is >= 0 and var index ? Columns[index] : null;

    public TypeSchema ToRowType() =>
        new(
            RowType!,
            new AlgebraicType.Product(
                Columns.Select(static column => new TypeMember(column.Name, column.Type, column.SourceName)).ToEquatableArray()));
}

/// <summary>A column of a table.</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="Type">The type of its values.</param>
internal sealed record ColumnSchema(string Name, AlgebraicType Type)
{
    /// <summary>The C# field; null where the baseline does not know it.</summary>
    public string? SourceName { get; init; }

    public bool IsAutoInc { get; init; }

    /// <summary>Source: <c>crates/schema/src/def/validate/v9.rs</c>, <c>generate_sequence_name</c>.</summary>
    public string SequenceNameIn(string table) => $"{table}_{Name}_seq";

    /// <summary>
    /// The default value for rows that lack the column: its BSATN bytes in hexadecimal, <see cref="UnknownDefault"/> where
    /// the bytes cannot be told, null where there is none.
    /// </summary>
    public string? Default { get; init; }

    public const string UnknownDefault = "?";
}

/// <summary>A unique constraint; a primary key has one too.</summary>
/// <param name="Columns">Canonical names, in the order of the declaration.</param>
internal sealed record UniqueConstraintSchema(EquatableArray<string> Columns)
{
    /// <summary>Source: <c>crates/schema/src/def/validate/v9.rs</c>, <c>generate_unique_constraint_name</c>.</summary>
    public string NameIn(string table) => $"{table}_{string.Join("_", Columns)}_key";
}

internal enum IndexAlgorithm
{
    BTree,
    Hash,
    Direct,
}

/// <summary>An index of a table.</summary>
/// <param name="Name">The canonical name.</param>
/// <param name="Accessor">The name in the code, never converted.</param>
/// <param name="Columns">Canonical names, in order.</param>
internal sealed record IndexSchema(string Name, string? Accessor, IndexAlgorithm Algorithm, EquatableArray<string> Columns)
{
    /// <summary>Source: <c>crates/schema/src/def/validate/v9.rs</c>, <c>generate_index_name</c>.</summary>
    public static string DefaultName(string table, EquatableArray<string> columns, IndexAlgorithm algorithm) =>
        string.Concat(table, "_", columns is [var column] ? column : string.Join("_", columns), algorithm switch
        {
            IndexAlgorithm.BTree => "_idx_btree",
            IndexAlgorithm.Hash => "_idx_hash",
            _ => "_idx_direct",
        });

    /// <summary>
    /// The name that the generators give it in the code, whatever <c>Name =</c> says. Source: <c>Codegen/Module.cs</c>,
    /// <c>StandardIndexName</c>.
    /// </summary>
    public string SourceNameIn(TableSchema table) =>
        DefaultName(
            table.Accessor ?? table.Name,
            Columns.Select(column => table.Column(column)?.SourceName ?? column).ToEquatableArray(),
            Algorithm);
}

/// <summary>The schedule of a table whose rows call a function at a time.</summary>
/// <param name="Function">The canonical name of the reducer or procedure.</param>
/// <param name="AtColumn">The canonical name of the column that holds the time.</param>
internal sealed record ScheduleSchema(string Function, string AtColumn);
