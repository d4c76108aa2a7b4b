using System.Collections;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal sealed partial class Interpreter
{
    private object? ReadProperty(IPropertyReferenceOperation property, Frame frame) =>
        property.Arguments.Length > 0
            ? IndexerPlace(property, frame).Value
            : ReadMember(property.Property, property.Instance, frame, property);

    private object? ReadMember(ISymbol member, IOperation? instance, Frame frame, IOperation operation) =>
        member.IsStatic
            ? ReadStatic(Constrained(member, operation.Syntax, frame), operation.Syntax)
            : ReadMember(Evaluate(instance, frame), member, operation);

    private object? ReadMember(object? receiver, ISymbol member, IOperation? operation = null)
    {
        switch (receiver)
        {
            case null:
                return member switch
                {
                    { Name: "HasValue", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => false,
                    { Name: "Value", ContainingType.OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } =>
                        throw new ThrownException("System.InvalidOperationException"),
                    _ => throw new ThrownException("System.NullReferenceException"),
                };
            case var value when member.ContainingType?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T:
                return member.Name == "HasValue" ? true : value;
            case ContextValue:
                return OfContext(member);
            case DatabaseValue:
                return MemberType(member) is { } handle && module.TableOf(handle, member.Name) is { } table
                    ? new TableValue(table)
                    : throw new LostTrackException(member.Name);
            case TableValue { Table: var counted } when member.Name == "Count":
                Look(counted, -1, null, run.Database.Store(counted).Rows.Count > 0, operation?.Syntax);
                return (ulong)run.Database.Store(counted).Rows.Count;
            case TableValue { Table: var indexed }:
                return indexed.Index(member.Name) is { } slots ? new IndexValue(indexed, slots) : throw new LostTrackException(member.Name);
            case AuthValue:
                run.ComparedSender = true;
                return member.Name == "IsInternal" ? run.Sender.Equals(Execution.Run.Owner) : throw new LostTrackException(member.Name);
            case Instance instance:
                return OfInstance(instance, member, operation);
            case TupleValue tuple when member is IFieldSymbol field && TuplePosition(field) is >= 0 and var position:
                return tuple.Elements[position];
            case TupleValue tuple when member is IPropertySymbol && member.Name.StartsWith("Item", StringComparison.Ordinal)
                && int.TryParse(member.Name.Substring(4), out var item) && item <= tuple.Elements.Length:
                return tuple.Elements[item - 1];
            case Special special:
                return member.Name.StartsWith("Micro", StringComparison.Ordinal) ? special.Number : new Opaque(member.Name, special);
            case Opaque:
                return new Opaque(member.Name, receiver);
            case TypeValue type:
                return member.Name == "Name" ? type.Name : throw new LostTrackException(member.Name);
            case Grouping grouping when member.Name == "Key":
                return grouping.Key;
            case ExceptionValue exception:
                return member.Name == "Message" ? exception.Message as string ?? exception.TypeName
                    : exception.Members is { } members && members.Type.PositionOf(member.Name) >= 0 ? OfInstance(members, member)
                    : throw new LostTrackException(member.Name);
            case object?[] array when member.Name is "Length" or "LongLength":
                return member.Name == "Length" ? array.Length : (object)(long)array.Length;
            case string text when member.Name == "IsEmpty":
                return text.Length == 0;
            case SpanValue span when member.Name is "Length" or "IsEmpty":
                return member.Name == "Length" ? span.Count : span.Count == 0;
            case MultiArray array when member.Name is "Length" or "LongLength":
                return member.Name == "Length" ? array.Count : (object)(long)array.Count;
            case object?[] or SpanValue when member.Name == "Span":
                return receiver;
            case object?[] array when member.Name == "IsEmpty":
                return array.Length == 0;
            case ICollection immutable when member.Name is "Length" or "IsEmpty" or "IsDefaultOrEmpty" or "IsDefault":
                return member.Name == "Length" ? immutable.Count : member.Name != "IsDefault" && immutable.Count == 0;
            case IEnumerator<object?> walk when member.Name == "Current":
                return walk.Current;
            case LazyValue lazy when member.Name is "Value":
                return lazy.Value;
            case Lookup lookup when member.Name == "Count":
                return lookup.Count;
            case ICollection collection when member.Name == "Count":
                return collection.Count;
            case Execution.Closure:
                throw new LostTrackException(member.Name);
            default:
                return HostMember(receiver, "get_" + member.Name, []);
        }
    }

    private object? OfInstance(Instance instance, ISymbol member, IOperation? operation = null)
    {
        if (member is IPropertySymbol { GetMethod: { } getter } property && !IsAuto(property))
        {
            var implementation = IsOfBase((operation as IPropertyReferenceOperation)?.Instance) ? getter : Implementation(getter, instance);
            if (module.BodyOf(implementation) is not null)
            {
                return Invoke(implementation, instance, []);
            }
        }
        return instance[member.Name];
    }

    private bool IsAuto(IPropertySymbol property) =>
        property.GetMethod is not { } getter || (!getter.IsAbstract && module.BodyOf(getter) is null);

    private object OfContext(ISymbol member) => member.Name switch
    {
        "Db" => DatabaseValue.Instance,
        "Sender" => run.Sender,
        "Timestamp" => new Special("Timestamp", 1_700_000_000_000_000 + run.Number * 60_123_457L),
        "Rng" => new RandomValue(run.Number * 1000 + ++_counter),
        "Identity" or "DatabaseIdentity" => Execution.Run.DatabaseIdentity,
        "ConnectionId" => new Special("ConnectionId", 1),
        "SenderAuth" => AuthValue.Instance,
        _ => throw new LostTrackException(member.Name),
    };

    private static ITypeSymbol? MemberType(ISymbol member) => member switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        _ => null,
    };

    private static int TuplePosition(IFieldSymbol field)
    {
        var elements = field.ContainingType.TupleElements;
        for (var i = 0; !elements.IsDefault && i < elements.Length; i++)
        {
            if (elements[i].Name == field.Name
                || field.Name == "Item" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                return i;
            }
        }
        return -1;
    }

    private static object? HostMember(object? receiver, string name, object?[] arguments)
    {
        if (receiver is null)
        {
            throw new ThrownException("System.NullReferenceException");
        }
        return Host.TryInvoke(receiver.GetType(), name, receiver, arguments, new Type?[arguments.Length], out var result)
            ? result
            : throw new LostTrackException(name);
    }
}
