using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal sealed partial class Interpreter
{
    private bool Matches(IPatternOperation pattern, object? value, Frame frame)
    {
        Step();
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;
            case IConstantPatternOperation constant:
                return Conversions.Truth(Equality(value, Evaluate(constant.Value, frame)));
            case INegatedPatternOperation negated:
                return !Matches(negated.Pattern, value, frame);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return Matches(both.LeftPattern, value, frame) && Matches(both.RightPattern, value, frame);
            case IBinaryPatternOperation either:
                return Matches(either.LeftPattern, value, frame) || Matches(either.RightPattern, value, frame);
            case IRelationalPatternOperation relational:
                return value is not null && Compare(relational.OperatorKind, value, Evaluate(relational.Value, frame));
            case ITypePatternOperation type:
                return IsOfType(value, frame.TypeOf(type.MatchedType));
            case IDeclarationPatternOperation declaration:
                return (declaration.MatchesNull
                    || (declaration.MatchedType is { } matched ? IsOfType(value, frame.TypeOf(matched)) : value is not null))
                    && Bind(declaration.DeclaredSymbol, value, frame);
            case IRecursivePatternOperation recursive:
                return MatchesRecursively(recursive, value, frame);
            case IListPatternOperation list:
                return MatchesList(list, value, frame);
            default:
                throw new LostTrackException("pattern");
        }
    }

    private bool Compare(BinaryOperatorKind kind, object value, object? bound)
    {
        if (bound is not null && Numbers.IsNumber(value) && Numbers.IsNumber(bound))
        {
            return Conversions.Truth(
                Numbers.Calculate(kind, value, Numbers.Convert(bound, Numbers.TypeOf(value), isChecked: false), isChecked: false));
        }
        throw new LostTrackException("comparison");
    }

    private static bool Bind(ISymbol? symbol, object? value, Frame frame)
    {
        if (symbol is not null)
        {
            frame.Declare(symbol, new Variable(Values.Copy(value)));
        }
        return true;
    }

    private bool MatchesRecursively(IRecursivePatternOperation pattern, object? value, Frame frame)
    {
        // { } asks for a value only.
        if (value is null
            || (!SymbolEqualityComparer.Default.Equals(Nullable(pattern.InputType), pattern.MatchedType)
                && !IsOfType(value, frame.TypeOf(pattern.MatchedType))))
        {
            return false;
        }
        if (pattern.DeconstructionSubpatterns.Length > 0)
        {
            var parts = Parts(value, pattern.DeconstructionSubpatterns.Length);
            for (var i = 0; i < parts.Length; i++)
            {
                if (!Matches(pattern.DeconstructionSubpatterns[i], parts[i], frame))
                {
                    return false;
                }
            }
        }
        foreach (var property in pattern.PropertySubpatterns)
        {
            frame.Initialized.Push(value);
            object? member;
            try
            {
                member = Evaluate(property.Member, frame);
            }
            finally
            {
                frame.Initialized.Pop();
            }
            if (!Matches(property.Pattern, member, frame))
            {
                return false;
            }
        }
        return Bind(pattern.DeclaredSymbol, value, frame);
    }

    private bool MatchesList(IListPatternOperation pattern, object? value, Frame frame)
    {
        if (value is null)
        {
            return false;
        }
        var items = Linq.Sequence(value).ToArray();
        var slice = pattern.Patterns.Select(static (item, i) => (item, i))
            .FirstOrDefault(static pair => pair.item is ISlicePatternOperation) is { item: not null } found
            ? found.i
            : -1;
        if (slice < 0 ? items.Length != pattern.Patterns.Length : items.Length < pattern.Patterns.Length - 1)
        {
            return false;
        }
        for (var i = 0; i < pattern.Patterns.Length; i++)
        {
            if (i == slice)
            {
                if (((ISlicePatternOperation)pattern.Patterns[i]).Pattern is { } part
                    && !Matches(part, At(value, new Slice(i, items.Length - (pattern.Patterns.Length - 1 - i))).Value, frame))
                {
                    return false;
                }
            }
            else if (!Matches(
                pattern.Patterns[i], items[slice >= 0 && i > slice ? items.Length - (pattern.Patterns.Length - i) : i], frame))
            {
                return false;
            }
        }
        return Bind(pattern.DeclaredSymbol, value, frame);
    }

    private object? Switch(ISwitchExpressionOperation choice, Frame frame)
    {
        var value = Evaluate(choice.Value, frame);
        foreach (var arm in choice.Arms)
        {
            if (Matches(arm.Pattern, value, frame) && (arm.Guard is null || Truth(arm.Guard, frame)))
            {
                return Evaluate(arm.Value, frame);
            }
        }
        throw new ThrownException("System.Runtime.CompilerServices.SwitchExpressionException");
    }
}
