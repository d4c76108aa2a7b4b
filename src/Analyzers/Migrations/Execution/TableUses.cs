using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The tables that the code of a reducer names, and which calls of their handles stand in it.</summary>
internal sealed class TableUses
{
    private readonly Dictionary<ModuleTable, HashSet<string>> _calls = [];

    public TableUses(Module module, ReachableCode code)
    {
        Singles = new(module, code);
        foreach (var operation in code.Operations)
        {
            if (TableOf(module, operation) is { } named)
            {
                Add(named);
            }
            if (operation is IInvocationOperation { Instance: { } instance, TargetMethod: var method } invocation
                && (TableOf(module, instance)
                    ?? (instance is IMemberReferenceOperation { Instance: { } handle } ? TableOf(module, handle) : null)) is { } table)
            {
                Add(table).Add(method.Name);
                Calls.Add((table, invocation));
            }
        }
    }

    public IEnumerable<ModuleTable> Tables => _calls.Keys;

    public List<(ModuleTable Table, IInvocationOperation Call)> Calls { get; } = [];

    public SingleRows Singles { get; }

    public bool Has(ModuleTable table, string call) => _calls.TryGetValue(table, out var calls) && calls.Contains(call);

    /// <summary>Whether some code of the reducer records anything in the table.</summary>
    public bool Records(ModuleTable table) => Has(table, "Insert") || Has(table, "Update");

    /// <summary>Whether a call of a table or of an index of one writes rows.</summary>
    public static bool IsWrite(string call) => call is "Insert" or "Update" or "Delete" or "Clear";

    /// <summary>The table of <c>ctx.Db.Player</c>.</summary>
    public static ModuleTable? TableOf(Module module, IOperation operation) => operation switch
    {
        IFieldReferenceOperation { Field: { IsStatic: false } field } => module.TableOf(field.Type, field.Name),
        IPropertyReferenceOperation { Property: { IsStatic: false } property } => module.TableOf(property.Type, property.Name),
        _ => null,
    };

    private HashSet<string> Add(ModuleTable table)
    {
        if (!_calls.TryGetValue(table, out var calls))
        {
            _calls.Add(table, calls = new(StringComparer.Ordinal));
        }
        return calls;
    }
}
