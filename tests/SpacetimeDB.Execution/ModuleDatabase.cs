using System.Reflection;
using SpacetimeDB.Internal;

namespace SpacetimeDB.Execution;

/// <summary>One database of a module, in which reducers run as transactions, a minute apart.</summary>
public sealed class ModuleDatabase
{
    private readonly ModuleExecution module;
    private readonly Database database;
    private int runs;

    internal ModuleDatabase(ModuleExecution module, Database database)
    {
        this.module = module;
        this.database = database;
    }

    /// <summary>Who calls the reducers: a client, unless a test says otherwise.</summary>
    public Identity Sender { get; set; } = Identity.FromHexString(new string('a', 64));

    public IReadOnlyList<TableStore> Tables => database.Tables;

    /// <summary>All rows of all tables as text, equal for equal databases.</summary>
    public string Dump() => database.Dump();

    /// <summary>Runs a reducer. Arguments that are not given are made up.</summary>
    public ReducerRun Run(string reducer, params object?[] arguments)
    {
        var method = module.Find(reducer);
        var missing = method.GetParameters()
            .Skip(1 + arguments.Length)
            .Select((parameter, i) => Synthesis.Value(parameter.ParameterType, i));
        var before = Dump();
        runs++;
        try
        {
            database.Run(() => method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [NewContext(), .. arguments, .. missing], null));
            return new(before, Dump(), null);
        }
        catch (Exception error)
        {
            return new(before, Dump(), error);
        }
    }

    internal void InsertUnlessRefused(TableStore table, object row)
    {
        try
        {
            database.Run(() => table.InsertObject(row));
        }
        catch (UniqueConstraintViolationException)
        {
        }
    }

    private object NewContext()
    {
        var connection = ConnectionId.FromHexString(new string('c', 32))!.Value;
        var time = (Timestamp)new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(runs);
        return module.NewContext(Sender, connection, new Random(runs), time);
    }
}
