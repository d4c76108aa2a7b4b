using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>Something that holds a value and may be passed by reference.</summary>
internal abstract class Place
{
    public abstract object? Value { get; set; }
}

internal sealed class Variable(object? value) : Place
{
    public override object? Value { get; set; } = value;
}

internal sealed class MemberPlace(Instance instance, string member) : Place
{
    public override object? Value
    {
        get => instance[member];
        set => instance[member] = value;
    }
}

internal sealed class ComputedPlace(Func<object?> get, Action<object?> set) : Place
{
    public override object? Value
    {
        get => get();
        set => set(value);
    }
}

/// <summary>One activation of a method, local function or lambda; those see the variables of what encloses them.</summary>
internal sealed class Frame(Frame? enclosing, object? self)
{
    /// <summary>What the type parameters of the method stand for.</summary>
    private Dictionary<ISymbol, ITypeSymbol>? _types;

    private readonly Dictionary<ISymbol, Place> _variables = new(SymbolEqualityComparer.Default);

    public object? Self { get; } = self;

    public object? Result { get; set; }

    /// <summary>Whether what runs returns the place of a value.</summary>
    public bool ReturnsPlace { get; set; }

    public Place? ReturnedPlace { get; set; }

    /// <summary>What an iterator has yielded; it runs to its end at once.</summary>
    public List<object?> Yielded { get; } = [];

    /// <summary>The receivers of <c>?.</c> and of object initialisers and <c>with</c>, innermost last.</summary>
    public Stack<object?> Receivers { get; } = new();

    public Stack<object?> Initialized { get; } = new();

    public object? GotoCase { get; set; }

    public void Declare(ISymbol symbol, Place place) => _variables[symbol] = place;

    /// <summary>Notes the type arguments of a method and of the type that holds it.</summary>
    public void Construct(IMethodSymbol method, Frame? caller)
    {
        Construct(method.OriginalDefinition.TypeParameters, method.TypeArguments, caller);
        for (var type = method.ContainingType; type is { IsGenericType: true }; type = type.ContainingType)
        {
            Construct(type.OriginalDefinition.TypeParameters, type.TypeArguments, caller);
        }
    }

    /// <summary>What a type parameter stands for; any other type is itself.</summary>
    public ITypeSymbol TypeOf(ITypeSymbol type)
    {
        for (var frame = this; type is ITypeParameterSymbol && frame is not null; frame = frame.Enclosing)
        {
            if (frame._types is not null && frame._types.TryGetValue(type.OriginalDefinition, out var known))
            {
                return known;
            }
        }
        return type;
    }

    /// <summary>What the type parameter of that name stands for.</summary>
    public ITypeSymbol? TypeNamed(string parameter)
    {
        for (var frame = this; frame is not null; frame = frame.Enclosing)
        {
            foreach (var known in frame._types ?? [])
            {
                if (known.Key.Name == parameter)
                {
                    return known.Value;
                }
            }
        }
        return null;
    }

    private void Construct(
        System.Collections.Immutable.ImmutableArray<ITypeParameterSymbol> parameters,
        System.Collections.Immutable.ImmutableArray<ITypeSymbol> arguments,
        Frame? caller)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if ((caller?.TypeOf(arguments[i]) ?? arguments[i]) is { TypeKind: not TypeKind.TypeParameter } argument)
            {
                (_types ??= new(SymbolEqualityComparer.Default))[parameters[i]] = argument;
            }
        }
    }

    public Place? Find(ISymbol symbol)
    {
        for (var frame = this; frame is not null; frame = frame.Enclosing)
        {
            if (frame._variables.TryGetValue(symbol, out var place))
            {
                return place;
            }
        }
        return null;
    }

    public Frame? Enclosing { get; } = enclosing;
}

/// <summary>A lambda, local function or method group.</summary>
internal sealed class Closure(Func<object?[], object?> call, int parameters)
{
    public Func<object?[], object?> Call { get; } = call;

    public int Parameters { get; } = parameters;

    public object? Invoke(params object?[] arguments) => Call(arguments);
}
