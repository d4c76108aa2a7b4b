using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The constants of the code, and those that it holds a column against: what the columns of sample rows should be near.</summary>
internal sealed class Constants
{
    private const int Most = 12;

    private readonly Dictionary<ISymbol, List<object>> _ofMembers = new(SymbolEqualityComparer.Default);
    private readonly HashSet<object> _ends = [];
    private readonly HashSet<object> _elsewhere = [];
    private readonly Dictionary<ISymbol, IOperation> _initializers = new(SymbolEqualityComparer.Default);

    public Constants(ReachableCode code)
    {
        foreach (var operation in code.Operations)
        {
            AddInitializer(operation);
        }
        foreach (var operation in code.Operations)
        {
            if (operation.ConstantValue is { HasValue: true, Value: { } value })
            {
                Add(All, value);
                if (CodeTraits.IsEnd(operation))
                {
                    _ends.Add(value);
                }
                else if (!CodeTraits.IsMereName(operation))
                {
                    _elsewhere.Add(value);
                }
            }
            Trims |= CodeTraits.LooksAtPadding(operation);
            ReadsNumbers |= CodeTraits.LooksAtDigits(operation);
            LooksBelowZero |= CodeTraits.TellsBelowZero(operation);
            AddExample(operation);
            AddSeparators(operation);
            AddBounds(operation);
            if (CodeTraits.Holds(operation))
            {
                Associate(operation);
            }
        }
    }

    public List<object> All { get; } = [];

    /// <summary>
    /// Whether the code speaks of space around texts. Where it does not, rows with such texts would show what nobody's rows do.
    /// </summary>
    public bool Trims { get; private set; }

    /// <summary>Texts that the regular expressions of the code match, or in which a replacement makes again what it replaces.</summary>
    public List<string> Examples { get; } = [];

    /// <summary>Whether the code looks for numbers in texts.</summary>
    public bool ReadsNumbers { get; private set; }

    /// <summary>Whether the code tells numbers below zero from others, or takes remainders, which are below it for them.</summary>
    public bool LooksBelowZero { get; private set; }

    /// <summary>What the code splits texts at.</summary>
    public List<object> Separators { get; } = [];

    /// <summary>
    /// The ends of the small types that numbers are checked to fit into, and numbers of which something is left when their lower bits are
    /// shifted out.
    /// </summary>
    public List<object> Bounds { get; } = [];

    /// <summary>Whether the code looks for it at the start or the end of texts, and names it nowhere else.</summary>
    public bool IsEnd(object constant) => _ends.Contains(constant) && !_elsewhere.Contains(constant);

    public IReadOnlyList<object> Of(ISymbol member) => _ofMembers.TryGetValue(member.OriginalDefinition, out var values) ? values : [];

    private void AddExample(IOperation operation)
    {
        if (Examples.Count < 4 && CodeTraits.ExampleOf(operation) is { } example && !Examples.Contains(example))
        {
            Examples.Add(example);
        }
    }

    private void AddSeparators(IOperation operation)
    {
        if (operation is IInvocationOperation { TargetMethod: { Name: "Split",
            ContainingType.SpecialType: SpecialType.System_String } } split)
        {
            foreach (var part in split.Arguments.SelectMany(static argument => argument.Descendants()))
            {
                if (part.ConstantValue is { HasValue: true, Value: (char or string { Length: > 0 }) and var separator })
                {
                    Add(Separators, separator);
                }
            }
        }
    }

    private void AddBounds(IOperation operation)
    {
        foreach (var bound in CodeTraits.BoundsOf(operation))
        {
            Add(Bounds, bound);
        }
    }

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
                        Add(values, value);
                    }
                }
            }
        }
    }

    private static void Add(List<object> values, object value)
    {
        if (value is not bool && values.Count < Most && !values.Contains(value))
        {
            values.Add(value);
        }
    }
}
