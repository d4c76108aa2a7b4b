using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>
/// What has the name of a deployed field, and is none because the generators pass over it. Source: <c>BSATN.Codegen/Type.cs</c>,
/// <c>GetFieldsDeclaredInAnnotatedPartial</c>.
/// </summary>
internal static class PassedOver
{
    /// <summary>A removed column or field with what became of it, where it is still there.</summary>
    public static SchemaChange Explained(SchemaChange change, SourceSchema source) =>
        change.Kind is ChangeKind.ColumnRemoved or ChangeKind.FieldRemoved
        && source.SymbolOf(change.Subject.Parent) is INamedTypeSymbol type && Member(type, change.Name) is { } member
            ? change with { Detail = $"{Now(member, change)}, and is no part of" }
            : change;

    /// <summary>Null where nothing of the type is called so.</summary>
    public static ISymbol? Member(INamedTypeSymbol type, string name) =>
        type.GetMembers(name).FirstOrDefault(static member => member is IPropertySymbol or IFieldSymbol);

    private static string Now(ISymbol member, SchemaChange change) => member switch
    {
        IPropertySymbol => "is a property now",
        IFieldSymbol { IsConst: true } => "is a constant now",
        { IsStatic: true } => "is static now",
        _ =>
            $"stands in a part of '{member.ContainingType.Name}' now that has no {(change.Kind == ChangeKind.ColumnRemoved ? "Table" : "Type")} attribute",
    };
}
