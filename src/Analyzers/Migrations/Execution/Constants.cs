using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The constants of the code, and what it does with them.</summary>
internal sealed class Constants
{
    private const int Most = 12;

    private readonly HeldConstants _held;
    private readonly HashSet<object> _ends = [];
    private readonly HashSet<object> _elsewhere = [];

    public Constants(ReachableCode code)
    {
        _held = new(code);
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

    /// <summary>What a column, or a field of a value in one, is held against.</summary>
    public IReadOnlyList<object> Of(ISymbol member) => _held.Of(member);

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

    /// <summary>Adds a constant that is none of the few there are already.</summary>
    internal static void Add(List<object> values, object value)
    {
        if (value is not bool && values.Count < Most && !values.Contains(value))
        {
            values.Add(value);
        }
    }
}
