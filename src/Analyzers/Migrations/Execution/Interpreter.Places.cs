using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal sealed partial class Interpreter
{
    /// <summary>What an assignment, <c>ref</c> or <c>out</c> names.</summary>
    private Place PlaceOf(IOperation? target, Frame frame)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                if (frame.Find(local.Local) is not { } place)
                {
                    frame.Declare(local.Local, place = new Variable(null));
                }
                else if (local.IsDeclaration)
                {
                    frame.Declare(local.Local, place = new Variable(null));
                }
                return place;
            case IParameterReferenceOperation parameter:
                return Variable(parameter.Parameter, frame);
            case IDeclarationExpressionOperation declaration:
                return PlaceOf(declaration.Expression, frame);
            case IDiscardOperation:
                return new Variable(null);
            case IFieldReferenceOperation { Field.IsStatic: true } field:
                return StaticPlace(field.Field);
            case IPropertyReferenceOperation { Property.IsStatic: true } property:
                return StaticPlace(property.Property);
            case IFieldReferenceOperation field:
                return MemberPlace(Evaluate(field.Instance, frame), field.Field);
            case IPropertyReferenceOperation { Arguments.Length: > 0 } indexer:
                return IndexerPlace(indexer, frame);
            case IPropertyReferenceOperation { Property: { ReturnsByRef: true, GetMethod: { } getter } } property:
                return Returned(() => Invoke(getter, Evaluate(property.Instance, frame), []));
            case IPropertyReferenceOperation property:
                return MemberPlace(Evaluate(property.Instance, frame), property.Property);
            case IArrayElementReferenceOperation element:
                return ElementPlace(Evaluate(element.ArrayReference, frame), element.Indices, frame);
            case IImplicitIndexerReferenceOperation indexer:
                return At(Sliced(indexer, frame), Evaluate(indexer.Argument, frame));
            case IConversionOperation conversion:
                return PlaceOf(conversion.Operand, frame);
            case IInvocationOperation invocation:
                return ReturnedPlace(invocation, frame);
            case IConditionalOperation { IsRef: true } conditional:
                return PlaceOf(Truth(conditional.Condition, frame) ? conditional.WhenTrue : conditional.WhenFalse, frame);
            default:
                throw new LostTrackException("place");
        }
    }

    private Place StaticPlace(ISymbol symbol) => new ComputedPlace(
        () => ReadStatic(symbol),
        value =>
        {
            _statics[symbol] = value;
            if (value is null or string or bool or Special || Numbers.IsNumber(value))
            {
                run.Memory[symbol] = value;
            }
        });

    private Place MemberPlace(object? receiver, ISymbol member)
    {
        switch (receiver)
        {
            case Instance instance when instance.Type.PositionOf(member.Name) >= 0:
                if (member is IPropertySymbol { SetMethod: { } setter } property && !IsAuto(property) && module.BodyOf(setter) is not null)
                {
                    return new ComputedPlace(() => ReadMember(instance, member), value => Invoke(setter, instance, [value]));
                }
                return new MemberPlace(instance, member.Name);
            case TupleValue tuple when member is IFieldSymbol field && TuplePosition(field) is >= 0 and var position:
                return new ComputedPlace(() => tuple.Elements[position], value => tuple.Elements[position] = value);
            case System.Text.StringBuilder builder when member.Name == "Length":
                return new ComputedPlace(() => builder.Length, value => HostMember(builder, "set_Length", [value]));
            case null:
                throw new ThrownException("System.NullReferenceException");
            default:
                throw new LostTrackException(member.Name);
        }
    }
}
