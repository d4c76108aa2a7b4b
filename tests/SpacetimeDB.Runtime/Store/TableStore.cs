using System.Text;

namespace SpacetimeDB.Internal;

/// <summary>The rows of one table in memory. Absent from the package, where the host keeps them.</summary>
public abstract class TableStore(TableDescription description)
{
    public TableDescription Description => description;

    public abstract Type RowType { get; }

    public abstract int Count { get; }

    internal abstract IEnumerable<string> Texts { get; }

    /// <summary>Inserts a row whose type is known at run time only.</summary>
    public abstract void InsertObject(object row);

    internal abstract void RemoveAll();

    internal abstract object Save();

    internal abstract void Restore(object saved);

    internal void WriteTo(StringBuilder dump)
    {
        dump.Append(description.Accessor).Append(" (").Append(Count).Append(")\n");
        foreach (var row in Texts.Order(StringComparer.Ordinal))
        {
            dump.Append("  ").Append(row).Append('\n');
        }
    }
}
