using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The constants that the code holds a column against: what the columns of sample rows should be near.</summary>
internal sealed class HeldConstants
{
    private readonly Dictionary<ISymbol, List<object>> _ofMembers = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, IOperation> _initializers = new(SymbolEqualityComparer.Default);

    public HeldConstants(ReachableCode code)
    {
        foreach (var operation in code.Operations)
        {
            AddInitializer(operation);
        }
        foreach (var operation in code.Operations.Where(CodeTraits.Holds))
        {
            Associate(operation);
        }
    }

    public IReadOnlyList<object> Of(ISymbol member) => _ofMembers.TryGetValue(member.OriginalDefinition, out var values) ? values : [];

    /// <summary>What a set or a table of constants holds, for code that looks a column up in it.</summary>
    private void AddInitializer(IOperation operation)
    {
        switch (operation)
        {
            case IVariableDeclaratorOperation { Initializer: { } initializer } variable:
                _initializers[variable.Symbol] = initializer;
                break;
            case { Parent: IFieldInitializerOperation { InitializedFields: [{ IsStatic: true } field] } }:
                _initializers[field] = operation;
                break;
        }
    }

    private IOperation? InitializerOf(IOperation operation) =>
        (operation switch
        {
            ILocalReferenceOperation local => local.Local,
            IFieldReferenceOperation { Field.IsStatic: true } field => field.Field,
            _ => (ISymbol?)null,
        }) is { } symbol
            && _initializers.TryGetValue(symbol, out var initializer) ? initializer : null;

    private void Associate(IOperation operation)
    {
        var parts = operation switch
        {
            ISwitchOperation choice => [choice.Value, .. choice.Cases.SelectMany(static section => section.Clauses)],
            ISwitchExpressionOperation choice => [choice.Value, .. choice.Arms.Select(static arm => (IOperation)arm.Pattern)],
            _ => new[] { operation },
        };
        var operations = parts.SelectMany(static part => part.DescendantsAndSelf()).Take(64).ToArray();
        var constants = operations
            .Concat(
                operations.Select(InitializerOf).OfType<IOperation>()
                    .SelectMany(static initializer => initializer.DescendantsAndSelf()).Take(64))
            .ToArray();
        foreach (var member in operations.OfType<IMemberReferenceOperation>())
        {
            if (member.Member is IFieldSymbol or IPropertySymbol { IsIndexer: false }
                && member.Member is { IsStatic: false, DeclaringSyntaxReferences.Length: > 0 })
            {
                if (!_ofMembers.TryGetValue(member.Member.OriginalDefinition, out var values))
                {
                    _ofMembers.Add(member.Member.OriginalDefinition, values = []);
                }
                foreach (var constant in constants)
                {
                    if (constant.ConstantValue is { HasValue: true, Value: { } value }
                        && (value is char || constant.Parent is not IConversionOperation { ConstantValue.HasValue: true }))
                    {
                        Constants.Add(values, value);
                    }
                }
            }
        }
    }
}
