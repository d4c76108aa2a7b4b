using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>The fields and auto-properties of a type that the module declares, with their default values.</summary>
internal sealed class InstanceType
{
    private readonly Dictionary<string, int> _positions = new(StringComparer.Ordinal);
    private readonly object?[] _defaults;

    /// <param name="holder">The type that a value of this one is a part of. Code that does not compile may nest a struct in itself.</param>
    public InstanceType(INamedTypeSymbol symbol, InstanceType? holder = null)
    {
        Symbol = symbol;
        Holder = holder;
        var defaults = new List<object?>();
        for (var type = symbol; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            foreach (var member in type.GetMembers())
            {
                if (Stored(member) is { } stored && !_positions.ContainsKey(member.Name))
                {
                    _positions.Add(member.Name, defaults.Count);
                    defaults.Add(IsComputed(member) ? null : Values.DefaultOf(stored, this));
                }
            }
        }
        foreach (var parameter in Levels(symbol).SelectMany(Captured))
        {
            // Half-typed code may have two of one name.
            if (!_positions.ContainsKey(NameOf(parameter)))
            {
                _positions.Add(NameOf(parameter), defaults.Count);
                defaults.Add(null);
            }
        }
        _defaults = defaults.ToArray();
    }

    public INamedTypeSymbol Symbol { get; }

    public InstanceType? Holder { get; }

    public bool IsStruct => Symbol.IsValueType;

    public bool ComparesByValue => Symbol.IsValueType || Symbol.IsRecord || Symbol.IsAnonymousType;

    public bool Is(InstanceType other) => ReferenceEquals(this, other) || SymbolEqualityComparer.Default.Equals(Symbol, other.Symbol);

    public object?[] NewSlots() => (object?[])_defaults.Clone();

    public int PositionOf(string member) => _positions.TryGetValue(member, out var position) ? position : -1;

    /// <summary>The member that is kept in a slot; null where none has a name there.</summary>
    public ISymbol? MemberAt(int slot) => Levels(Symbol).SelectMany(static type => type.GetMembers())
        .FirstOrDefault(member => Stored(member) is not null && PositionOf(member.Name) == slot);

    /// <summary>
    /// Whether a property has nothing behind it but a body, which may well give a value of the very type that declares it.
    /// </summary>
    public static bool IsComputed(ISymbol member) =>
        member is IPropertySymbol { ContainingType.IsAnonymousType: false } property && !Schedules.IsVariant(property.ContainingType)
        && !property.ContainingType.GetMembers()
            .Any(field => field is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, property));

    /// <summary>Where a parameter of a primary constructor is kept, which is no member that code could name.</summary>
    public static string NameOf(IParameterSymbol parameter) => $"<{parameter.ContainingType?.Name}.{parameter.Name}>";

    /// <summary>The parameters of a primary constructor, which the members of the type see; those of a record are its properties.</summary>
    private static IEnumerable<IParameterSymbol> Captured(INamedTypeSymbol type) =>
        type.IsRecord ? [] : type.OriginalDefinition.InstanceConstructors
            .Where(static constructor => constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is TypeDeclarationSyntax)
            .SelectMany(static constructor => constructor.Parameters);

    private static IEnumerable<INamedTypeSymbol> Levels(INamedTypeSymbol symbol)
    {
        for (var type = symbol; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            yield return type;
        }
    }

    private static ITypeSymbol? Stored(ISymbol member) => member switch
    {
        IFieldSymbol { IsStatic: false, IsImplicitlyDeclared: false } field => field.Type,
        IEventSymbol { IsStatic: false } handled => handled.Type,
        // Properties with a body of their own are evaluated; they hold a place, and nothing in it.
        IPropertySymbol { IsStatic: false, IsIndexer: false, Name: not "EqualityContract" } property => property.Type,
        _ => null,
    };
}

/// <summary>A value of a type that the module declares; structs are copied where C# copies them.</summary>
internal sealed class Instance(InstanceType type, object?[] slots)
{
    public Instance(InstanceType type)
        : this(type, type.NewSlots())
    {
    }

    public InstanceType Type { get; } = type;

    public object?[] Slots { get; } = slots;

    public object? this[string member]
    {
        get => Slots[Position(member)];
        set => Slots[Position(member)] = value;
    }

    public override bool Equals(object? obj) =>
        ReferenceEquals(this, obj)
        || (obj is Instance other && Type.ComparesByValue && Type.Is(other.Type) && Values.AllEqual(Slots, other.Slots));

    public override int GetHashCode() =>
        Type.ComparesByValue ? Values.HashOf(Slots) : System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private int Position(string member) =>
        Type.PositionOf(member) is >= 0 and var position ? position : throw new LostTrackException(member);
}
