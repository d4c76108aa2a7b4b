using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// Tables that the code takes to have one row at most: it reads whichever comes first and inserts under a fixed key. Rows beside
/// that one would show what nobody's rows do.
/// </summary>
internal sealed class SingleRows
{
    private readonly HashSet<ModuleTable> _read = [];
    private readonly Dictionary<ISymbol, object> _keys = new(SymbolEqualityComparer.Default);

    public SingleRows(Module module, ReachableCode code)
    {
        foreach (var operation in code.Operations)
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod: { Name: "First" or "FirstOrDefault" or "Single" or "SingleOrDefault",
                    IsStatic: true }, Arguments: [{ Value: var source }] }
                    when TableOf(module, source) is { } table:
                    _read.Add(table);
                    break;
                case ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: var field,
                    Instance: IInstanceReferenceOperation }, Value.ConstantValue: { HasValue: true, Value: { } key } }:
                    _keys[field.OriginalDefinition] = key;
                    break;
            }
        }
    }

    public bool Has(ModuleTable table) => _read.Contains(table) && KeyOf(table) is not null;

    /// <summary>The key of the one row.</summary>
    public object? KeyOf(ModuleTable table, int slot) => slot == table.PrimaryKey && _read.Contains(table) ? KeyOf(table) : null;

    private object? KeyOf(ModuleTable table) =>
        table.FieldAt(table.PrimaryKey) is { } field && _keys.TryGetValue(field.OriginalDefinition, out var key) ? key : null;

    private static ModuleTable? TableOf(Module module, IOperation source)
    {
        while (source is IConversionOperation conversion)
        {
            source = conversion.Operand;
        }
        return source is IInvocationOperation { TargetMethod.Name: "Iter", Instance: { } handle }
            ? TableUses.TableOf(module, handle)
            : null;
    }
}
