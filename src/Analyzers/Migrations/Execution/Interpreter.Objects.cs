using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

internal sealed partial class Interpreter
{
    private object? Create(IObjectCreationOperation creation, Frame frame)
    {
        if (creation is not { Type: INamedTypeSymbol type, Constructor: { } constructor })
        {
            throw new LostTrackException("creation");
        }
        var arguments = Arguments(creation.Arguments, constructor, frame);
        var created = New(type, constructor, arguments, creation);
        Initialize(created, creation.Initializer, frame);
        return created;
    }

    /// <summary><c>new T()</c>.</summary>
    private object? Create(ITypeParameterObjectCreationOperation creation, Frame frame)
    {
        if (creation.Type is null || frame.TypeOf(creation.Type) is not INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 } type
            || type.InstanceConstructors.FirstOrDefault(static constructor => constructor.Parameters.Length == 0) is not { } constructor)
        {
            throw new LostTrackException("new");
        }
        var created = Construct(new Instance(module.TypeOf(type)), constructor, []);
        Initialize(created, creation.Initializer, frame);
        return created;
    }

    private object? New(INamedTypeSymbol type, IMethodSymbol constructor, object?[] arguments, IObjectCreationOperation creation)
    {
        if (Exceptions.IsException(type))
        {
            var members = type.DeclaringSyntaxReferences.Length > 0
                ? Construct(new Instance(module.TypeOf(type)), constructor, arguments)
                : null;
            return new ExceptionValue(HostTypes.NameOf(type), Array.Find(arguments, static argument => argument is string), members);
        }
        if (Special.IsSpecial(type))
        {
            return arguments is [{ } number] && Numbers.IsNumber(number)
                    ? new Special(type.Name, (long)Numbers.Convert(number, SpecialType.System_Int64, isChecked: false))
                : arguments.Length == 0 ? new Special(type.Name, 0)
                : new Opaque("new " + type.Name, arguments);
        }
        if (Schedules.IsVariant(type) && arguments is [var scheduled])
        {
            return Schedules.New(module, type, scheduled);
        }
        if (type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
        {
            return arguments.Length > 0 ? arguments[0] : null;
        }
        if (type.SpecialType == SpecialType.System_String && arguments is [SpanValue characters])
        {
            return string.Concat(characters);
        }
        if (type is { Name: "Lazy", ContainingNamespace.Name: "System" } && arguments.Length > 0 && arguments[0] is Closure make)
        {
            return new LazyValue(make);
        }
        if (type is { Name: "Random", ContainingNamespace.Name: "System" })
        {
            return arguments is [int seed]
                ? new RandomValue(seed)
                : Foreign(creation.Syntax, new RandomValue(run.Number * 1000 + ++_counter));
        }
        if (type.DeclaringSyntaxReferences.Length > 0 && type.TypeKind is TypeKind.Class or TypeKind.Struct)
        {
            return Construct(new Instance(module.TypeOf(type)), constructor, arguments);
        }
        if (type.SpecialType == SpecialType.System_Object)
        {
            return new Instance(module.TypeOf(type));
        }
        if (HostTypes.Of(type) is { } host)
        {
            AdaptOwn(constructor, arguments);
            arguments = WithOrder(type, arguments);
            return host.IsValueType && arguments.Length == 0 ? Activator.CreateInstance(host)
                : Host.TryInvoke(
                    host, ".ctor", null, arguments, [.. HostParameters(constructor).Concat([null]).Take(arguments.Length)], out var created)
                    ? created
                : throw new LostTrackException(type.Name);
        }
        return arguments.All(IsPlain) ? new Opaque("new " + type.Name, arguments) : throw new LostTrackException(type.Name);
    }

    /// <summary>A value that no call can change behind the back of the execution.</summary>
    private static bool IsPlain(object? value) =>
        value is null or string or Special or Opaque or TupleValue or Instance { Type.IsStruct: true } or ValueType or ExceptionValue;
}
