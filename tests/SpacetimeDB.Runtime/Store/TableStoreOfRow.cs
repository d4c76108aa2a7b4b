using System.Diagnostics.CodeAnalysis;

namespace SpacetimeDB.Internal;

/// <summary>
/// A table under the host's rules: rows are a set, a unique column refuses a second row, an auto-increment column left at zero is filled.
/// </summary>
public sealed class TableStore<Row>(TableDescription description) : TableStore(description)
    where Row : notnull
{
    private readonly Dictionary<string, ulong> sequences = [];
    private List<StoredRow> rows = [];

    public override Type RowType => typeof(Row);

    public override int Count => rows.Count;

    internal override IEnumerable<string> Texts => rows.Select(row => row.Text);

    /// <summary>The rows as they are when enumeration starts: the host scans the whole table then.</summary>
    public IEnumerable<Row> Iter()
    {
        foreach (var row in rows.ToArray())
        {
            yield return RowCopy.Of(row.Value);
        }
    }

    public Row Insert(Row row)
    {
        var stored = Prepare(row);
        if (!rows.Contains(stored))
        {
            Check(stored, replaced: null);
            rows.Add(stored);
        }

        return RowCopy.Of(stored.Value);
    }

    public override void InsertObject(object row) => Insert((Row)row);

    public bool Delete(Row row) => rows.Remove(StoredRow.Of(row));

    public ulong Clear()
    {
        var count = rows.Count;
        RemoveAll();
        return (ulong)count;
    }

    internal override void RemoveAll() => rows = [];

    internal override object Save() => rows.ToList();

    internal override void Restore(object saved) => rows = (List<StoredRow>)saved;

    internal bool TryFind(string index, object? key, [MaybeNullWhen(false)] out Row row)
    {
        var found = FindRow(Index(index), RowText.Of(key));
        row = found is null ? default : RowCopy.Of(found.Value);
        return found is not null;
    }

    internal Row Update(string index, Row row)
    {
        var stored = Prepare(row);
        var replaced = FindRow(Index(index), Key(Index(index), stored)) ?? throw new NoSuchRowException();
        Check(stored, replaced);
        rows[rows.IndexOf(replaced)] = stored;
        return RowCopy.Of(stored.Value);
    }

    internal IEnumerable<Row> Filter(string index, KeyRange[] ranges)
    {
        foreach (var row in rows.FindAll(row => Matches(Index(index), row, ranges)))
        {
            yield return RowCopy.Of(row.Value);
        }
    }

    internal ulong Delete(string index, KeyRange[] ranges) => (ulong)rows.RemoveAll(row => Matches(Index(index), row, ranges));

    private static bool Matches(IndexDescription index, StoredRow row, KeyRange[] ranges) =>
        ranges.Zip(index.Columns).All(pair => pair.First.Contains(row.Column(pair.Second)));

    private static string Key(IndexDescription index, StoredRow row) => RowText.Of(row.Column(index.Columns[0]));

    private IndexDescription Index(string name) => Description.Indexes.First(index => index.Name == name);

    private StoredRow? FindRow(IndexDescription index, string key) => rows.Find(row => Key(index, row) == key);

    private void Check(StoredRow row, StoredRow? replaced)
    {
        foreach (var index in Description.Indexes.Where(index => index.IsUnique))
        {
            if (FindRow(index, Key(index, row)) is { } other && other != replaced)
            {
                throw new UniqueConstraintViolationException();
            }
        }
    }

    private StoredRow Prepare(Row row)
    {
        object filled = RowCopy.Of(row);
        foreach (var column in RowColumns.Of(typeof(Row)).Fields.Where(column => Description.AutoIncrement.Contains(column.Name)))
        {
            if (column.GetValue(filled)!.Equals(Activator.CreateInstance(column.FieldType)))
            {
                var next = sequences[column.Name] = sequences.GetValueOrDefault(column.Name) + 1;
                column.SetValue(filled, SequenceValue.Of(next, column.FieldType));
            }
        }

        return StoredRow.Of((Row)filled);
    }

    /// <summary>A row that nobody changes, with its text, by which it is compared.</summary>
    private sealed class StoredRow(Row value) : IEquatable<StoredRow>
    {
        public Row Value => value;

        public string Text { get; } = RowText.Of(value);

        public static StoredRow Of(Row row) => new(RowCopy.Of(row));

        public object? Column(string name) => RowColumns.Of(typeof(Row)).Fields.First(column => column.Name == name).GetValue(value);

        public bool Equals(StoredRow? other) => other is not null && Text == other.Text;

        public override bool Equals(object? other) => Equals(other as StoredRow);

        public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);
    }
}
