using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>A table as the code declares it, with where its parts stand.</summary>
/// <param name="Attribute">The <c>[Table]</c>; a row type may carry several.</param>
/// <param name="Fields">The field of each column, in order.</param>
internal sealed record SourceTable(TableSchema Schema, INamedTypeSymbol RowType, AttributeData Attribute, IReadOnlyList<IFieldSymbol> Fields);

/// <summary>
/// From a row type to its tables. Source: <c>crates/bindings-csharp/Codegen/Module.cs</c>, <c>TableDeclaration</c>; facts/csharp.md.
/// </summary>
/// <param name="convertsNames">Whether the engine is 2.x: before, <c>Name =</c> meant what is the accessor now.</param>
/// <param name="functionName">From the method that a schedule names to its canonical name.</param>
internal sealed class TableReader(KnownTypes knownTypes, TypeReader types, CaseConversionPolicy policy, bool convertsNames, Func<string, string> functionName)
{
    /// <param name="reached">Gets each named type that a column reaches.</param>
    public IEnumerable<SourceTable> Read(INamedTypeSymbol rowType, ICollection<INamedTypeSymbol>? reached = null)
    {
        foreach (var attribute in rowType.GetAttributes())
        {
            if (attribute.Is(knownTypes.Table) && attribute.AttributedDeclaration(rowType) is { } declaration)
            {
                yield return Read(rowType, attribute, AnnotatedFields.Of(rowType, declaration).ToArray(), reached);
            }
        }
    }

    private SourceTable Read(INamedTypeSymbol rowType, AttributeData attribute, IFieldSymbol[] fields, ICollection<INamedTypeSymbol>? reached)
    {
        var accessor = (convertsNames ? attribute.String("Accessor") : attribute.String("Name")) ?? rowType.Name;
        var name = (convertsNames ? attribute.String("Name") : null) ?? CaseConversion.ToCanonical(accessor, policy);
        var columns = new ColumnSchema[fields.Length];
        var indexes = new List<IndexSchema>();
        var constraints = new List<UniqueConstraintSchema>();
        string? primaryKey = null;
        for (var i = 0; i < fields.Length; i++)
        {
            var column = columns[i] = new(ColumnName(fields[i].Name), types.Read(fields[i].Type, reached)) { SourceName = fields[i].Name };
            var isUnique = false;
            foreach (var columnAttribute in fields[i].GetAttributes())
            {
                if (!columnAttribute.AppliesTo(accessor))
                {
                    continue;
                }
                if (columnAttribute.Is(knownTypes.PrimaryKey))
                {
                    primaryKey = column.Name;
                    isUnique = true;
                }
                else if (columnAttribute.Is(knownTypes.Unique))
                {
                    isUnique = true;
                }
                else if (columnAttribute.Is(knownTypes.AutoInc))
                {
                    columns[i] = columns[i] with { IsAutoInc = true };
                }
                else if (columnAttribute.Is(knownTypes.Default))
                {
                    columns[i] = columns[i] with { Default = DefaultOf(columnAttribute, column.Type) };
                }
                else if (columnAttribute.Is(knownTypes.BTreeIndex))
                {
                    indexes.Add(Index(columnAttribute, [fields[i].Name]));
                }
            }
            if (isUnique)
            {
                constraints.Add(new([column.Name]));
                indexes.Add(new(IndexSchema.DefaultName(name, [column.Name], IndexAlgorithm.BTree), fields[i].Name, IndexAlgorithm.BTree, [column.Name]));
            }
        }
        foreach (var typeAttribute in rowType.GetAttributes())
        {
            if (typeAttribute.Is(knownTypes.BTreeIndex) && typeAttribute.AppliesTo(accessor) && IndexedFields(typeAttribute) is { Length: > 0 } names)
            {
                indexes.Add(Index(typeAttribute, names));
            }
        }
        return new(
            new()
            {
                Name = name,
                Accessor = accessor,
                RowType = types.NameOf(rowType),
                IsPublic = attribute.Bool("Public"),
                IsEvent = attribute.Bool("Event"),
                Columns = new(columns),
                PrimaryKey = primaryKey,
                UniqueConstraints = constraints.Distinct().OrderBy(constraint => constraint.NameIn(name), StringComparer.Ordinal).ToEquatableArray(),
                Indexes = indexes.Distinct().OrderBy(static index => index.Name, StringComparer.Ordinal).ToEquatableArray(),
                Schedule = Schedule(attribute),
            },
            rowType,
            attribute,
            fields);

        IndexSchema Index(AttributeData index, string[] fieldNames)
        {
            var columnNames = fieldNames.Select(ColumnName).ToArray();
            var explicitName = convertsNames ? index.String("Name") : null;
            return new(
                explicitName ?? IndexSchema.DefaultName(name, columnNames, IndexAlgorithm.BTree),
                (convertsNames ? index.String("Accessor") : index.String("Name")) ?? string.Join("_", fieldNames),
                IndexAlgorithm.BTree,
                columnNames.ToEquatableArray());
        }

        // Empty where a name is half typed: what the index will be over cannot be told.
        string[] IndexedFields(AttributeData index) =>
            index.Argument("Columns") is { Kind: TypedConstantKind.Array, IsNull: false } names
            && names.Values.All(value => fields.Any(field => field.Name == value.Value as string))
                ? [.. names.Values.Select(static value => (string)value.Value!)]
                : [];
    }

    private string ColumnName(string field) => CaseConversion.ToCanonical(field, policy);

    private static string DefaultOf(AttributeData attribute, AlgebraicType type) =>
        attribute.ConstructorArguments is [var value] ? BsatnConstant.Encode(value, type) : ColumnSchema.UnknownDefault;

    private ScheduleSchema? Schedule(AttributeData attribute) =>
        attribute.String("Scheduled") is { Length: > 0 } function
            ? new(functionName(function), ColumnName(attribute.String("ScheduledAt") ?? "ScheduledAt"))
            : null;
}
