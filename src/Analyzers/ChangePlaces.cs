using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers;

/// <summary>Where a change is reported: at a symbol of the source, or in the snapshot where the source has no place for it.</summary>
internal sealed class ChangePlaces(SourceSchema source, KnownTypes knownTypes)
{
    /// <param name="Reporter">The symbol whose analysis reports it; null where the snapshot's does.</param>
    /// <param name="Name">What the edited thing is called there.</param>
    public readonly record struct Place(ISymbol? Reporter, Location Location, string Name);

    public Place Of(SchemaChange change, Baseline baseline)
    {
        var element = change.MadeAt ?? Edited(change);
        if (source.SymbolOf(element) is not { } symbol)
        {
            return InSnapshot();
        }
        // Elements of tuples are the framework's: what counts is where their type is declared.
        return CanBeToldAt(source.SymbolOf(element.Parent)!, change) ? At(element)
            : InModule(change, element) is { } holder ? At(holder)
            : InSnapshot();

        Place At(SchemaElement place) =>
            new(
                source.SymbolOf(place.Parent)!,
                PartOf(change, source.SymbolOf(place)!) ?? LocationOf(source.SymbolOf(place)!, place),
                NameOf(symbol, change));

        Place InSnapshot() => new(null, baseline.PlaceOf(change.Deployed ?? change.Subject), change.Name);
    }

    /// <summary>Of two types with one name, the one that no host looks at has the other.</summary>
    private bool CanBeToldAt(ISymbol symbol, SchemaChange change) =>
        source.IsOfModule(symbol) && (change.Kind != ChangeKind.TypeNamesCollide || IsLookedAt(symbol));

    private static bool IsLookedAt(ISymbol symbol) => symbol.DeclaringSyntaxReferences.Any(static declaration =>
        !SourceFile.Of(declaration.SyntaxTree, CancellationToken.None).IsMarked);

    /// <summary>Of a type in a library: what of the module holds it, or the other one where two have its name.</summary>
    private SchemaElement? InModule(SchemaChange change, SchemaElement element) =>
        change.Kind != ChangeKind.TypeNamesCollide ? source.FirstHolderOf(element.Owner)
        : TypeCollision.PlaceOf(change.Old) is var other && source.SymbolOf(other) is { } symbol && CanBeToldAt(symbol, change) ? other
        : source.FirstHolderOf(change.Subject.Owner);

    /// <summary>
    /// A policy that is no longer set stands nowhere, and no host looks at one in a generated file: the first table that it renames
    /// tells of it, for that one reads otherwise.
    /// </summary>
    private SchemaElement Edited(SchemaChange change) =>
        change.Subject == SchemaElement.Module && !(source.SymbolOf(SchemaElement.Module) is IFieldSymbol settings && IsLookedAt(settings))
            && SourcePlaces.First(source.Tables.Where(table =>
                IsLookedAt(table.RowType) && change.Affects.Any(element => element.Owner == table.Schema.Name))) is { } first
                ? SchemaElement.Table(first.Schema.Name)
                : change.Subject;

    /// <summary>A removed member is reported under its own name at what held it.</summary>
    private static string NameOf(ISymbol symbol, SchemaChange change) =>
        symbol is IFieldSymbol or IMethodSymbol && change.MadeAt is null
            && change.Kind is not (ChangeKind.VariantRemoved or ChangeKind.FieldRemoved or ChangeKind.IndexAccessorChanged
                or ChangeKind.IndexAdded or ChangeKind.IndexReplaced or ChangeKind.IndexRemoved)
            ? symbol.Name
            : change.Name;

    private static Location? PartOf(SchemaChange change, ISymbol symbol) => change.Part is { } part && symbol is IFieldSymbol filter
        ? FilterText.Place(filter, change.Subject.Owner, part, CancellationToken.None)
        : null;

    private Location LocationOf(ISymbol symbol, SchemaElement subject) => symbol is INamedTypeSymbol type
        ? SourcePlaces.Of(type, TableAttribute(type, subject) ?? type.Attribute(knownTypes.Type) ?? type.Attribute(knownTypes.Table))
        : SourcePlaces.Of(symbol, null);

    /// <summary>Of the several tables that a row type may have, that which the change is about.</summary>
    private AttributeData? TableAttribute(INamedTypeSymbol type, SchemaElement subject)
    {
        foreach (var table in source.Tables)
        {
            if (table.Schema.Name == subject.Owner && SymbolEqualityComparer.Default.Equals(table.RowType, type))
            {
                return table.Attribute;
            }
        }
        return null;
    }
}
