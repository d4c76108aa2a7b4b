using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Restore;

/// <summary>The C# type that a module declares to get a type of SpacetimeDB, as short as the place allows.</summary>
internal sealed class CSharpTypeName(Finding finding, int position)
{
    private readonly HashSet<string> _missing = [];

    /// <summary>Deployed types that were written and that the code does not declare any more.</summary>
    public IReadOnlyCollection<string> Missing => _missing;

    /// <summary>Null where no such type can be written: the code has no type of that name, or the baseline cannot tell it.</summary>
    public string? Of(AlgebraicType type) =>
        SpecialAlgebraicType.NameOf(type) is { } special ? OfSpecial(special)
        : SpecialAlgebraicType.OptionElement(type) is { } some ? Of(some) is { } inner ? inner + "?" : null
        : SpecialAlgebraicType.ResultElements(type) is var (ok, err)
            ? Of(ok) is { } first && Of(err) is { } second ? $"{Named("Result", "SpacetimeDB")}<{first}, {second}>" : null
        : type switch
        {
            AlgebraicType.Primitive primitive => OfPrimitive(primitive.Kind),
            AlgebraicType.Array { Element: AlgebraicType.Primitive { Kind: PrimitiveKind.U8 } } => "byte[]",
            AlgebraicType.Array array =>
                Of(array.Element) is { } element ? $"{Named("List", "System.Collections.Generic")}<{element}>" : null,
            AlgebraicType.Ref reference => OfSymbol(reference.Name, Shortest),
            _ => null,
        };

    /// <summary>With its namespace where that is not used.</summary>
    public string Named(string name, string @namespace) =>
        finding.Model.LookupNamespacesAndTypes(position, name: name).Any(symbol => symbol.ContainingNamespace?.ToString() == @namespace)
            ? name
            : $"{@namespace}.{name}";

    /// <summary>The same in an expression, where a field may hide the type.</summary>
    public string? InExpression(AlgebraicType.Ref type) => OfSymbol(type.Name, Visible);

    private string? OfSymbol(string name, Func<ITypeSymbol, string> nameOf)
    {
        var symbol = finding.Source.Symbols.TryGetValue(SchemaElement.Type(name), out var type) ? type
            : finding.Source.Tables.FirstOrDefault(table => table.Schema.RowType == name)?.RowType;
        if (symbol is ITypeSymbol declared)
        {
            return nameOf(declared);
        }
        if (finding.Deployed.Types.FirstOrDefault(deployed => deployed.Name == name) is not { } missing)
        {
            return null;
        }
        var sourceName = missing.SourceName ?? name;
        if (Unreached(sourceName) is { } unreached)
        {
            return nameOf(unreached);
        }
        _missing.Add(name);
        return sourceName;
    }

    /// <summary>By its own name where a type is meant by that: a field of the name, which may stand here, hides no type.</summary>
    private string Shortest(ITypeSymbol type) =>
        CSharpNames.Escaped(type.Name) is var name
        && SymbolEqualityComparer.Default.Equals(
            finding.Model.GetSpeculativeSymbolInfo(
                position, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace).Symbol,
            type)
            ? name
            : Visible(type);

    private string Visible(ITypeSymbol type) => type.ToMinimalDisplayString(finding.Model, position);

    /// <summary>A type that nothing of the schema reaches any more is no part of it, but still there.</summary>
    private INamedTypeSymbol? Unreached(string name) => finding.Model.Compilation
        .GetSymbolsWithName(name, SymbolFilter.Type)
        .OfType<INamedTypeSymbol>()
        .FirstOrDefault(type => type.Attribute(finding.KnownTypes.Type) is not null);

    private string OfSpecial(string name) => name switch
    {
        "unit" => Named("Unit", "SpacetimeDB"),
        "identity" => Named("Identity", "SpacetimeDB"),
        "connection_id" => Named("ConnectionId", "SpacetimeDB"),
        "timestamp" => Named("Timestamp", "SpacetimeDB"),
        "time_duration" => Named("TimeDuration", "SpacetimeDB"),
        "uuid" => Named("Uuid", "SpacetimeDB"),
        _ => Named("ScheduleAt", "SpacetimeDB"),
    };

    private string OfPrimitive(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Bool => "bool",
        PrimitiveKind.I8 => "sbyte",
        PrimitiveKind.U8 => "byte",
        PrimitiveKind.I16 => "short",
        PrimitiveKind.U16 => "ushort",
        PrimitiveKind.I32 => "int",
        PrimitiveKind.U32 => "uint",
        PrimitiveKind.I64 => "long",
        PrimitiveKind.U64 => "ulong",
        PrimitiveKind.F32 => "float",
        PrimitiveKind.F64 => "double",
        PrimitiveKind.String => "string",
        _ => Named(kind.ToString(), "SpacetimeDB"),
    };
}
