using System.Reflection;
using System.Text;

namespace SpacetimeDB.Internal;

/// <summary>
/// A database in memory, in place of the host: generated handles work on the one whose <see cref="Run"/> is under way.
/// Absent from the package.
/// </summary>
public sealed class Database
{
    private static readonly AsyncLocal<Database?> Ambient = new();

    private readonly List<TableStore> tables = [];

    public static Database Current => Ambient.Value ?? throw new NotInTransactionException();

    /// <summary>The identity of the database itself, which no caller has.</summary>
    public static Identity Identity { get; } = Identity.FromHexString(new string('d', 64));

    public IReadOnlyList<TableStore> Tables => tables;

    /// <summary>An empty database with the tables of a compiled module.</summary>
    public static Database Of(Assembly module)
    {
        var database = new Database();
        module.GetType("ModuleRegistration")?.GetMethod("RegisterTables")!.Invoke(null, [database]);
        return database;
    }

    public void RegisterTable<Row, View>()
        where Row : notnull
        where View : ITableView<View, Row> => tables.Add(new TableStore<Row>(View.Description));

    /// <summary>Runs a reducer as the host does: if it throws, nothing has happened.</summary>
    public void Run(Action reducer)
    {
        var outer = Ambient.Value;
        Ambient.Value = this;
        try
        {
            Transaction(reducer);
        }
        finally
        {
            Ambient.Value = outer;
        }
    }

    public void Transaction(Action body)
    {
        var saved = tables.ConvertAll(table => (Table: table, Rows: table.Save()));
        try
        {
            body();
        }
        catch
        {
            saved.ForEach(pair => pair.Table.Restore(pair.Rows));
            throw;
        }

        // The rows of an event table last as long as the transaction.
        tables.FindAll(table => table.Description.IsEvent).ForEach(table => table.RemoveAll());
    }

    /// <summary>All rows of all tables, sorted, so that equal databases have equal dumps.</summary>
    public string Dump()
    {
        var dump = new StringBuilder();
        foreach (var table in tables.OrderBy(table => table.Description.Accessor, StringComparer.Ordinal))
        {
            table.WriteTo(dump);
        }

        return dump.ToString();
    }

    internal TableStore<Row> Table<Row>(string accessor)
        where Row : notnull =>
        (TableStore<Row>?)tables.Find(table => table.Description.Accessor == accessor) ?? throw new NoSuchTableException();

    internal TableStore<Row> TableOfIndex<Row>(string name)
        where Row : notnull =>
        (TableStore<Row>?)tables.Find(table => table.Description.Indexes.Any(index => index.Name == name))
        ?? throw new NoSuchIndexException();
}
