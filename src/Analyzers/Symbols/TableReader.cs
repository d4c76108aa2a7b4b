using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Symbols;

/// <summary>A table as the code declares it, with where its parts stand.</summary>
/// <param name="Attribute">The <c>[Table]</c>; a row type may carry several.</param>
/// <param name="Fields">The field of each column, in order.</param>
internal sealed record SourceTable(
    TableSchema Schema, INamedTypeSymbol RowType, AttributeData Attribute, IReadOnlyList<IFieldSymbol> Fields);

/// <summary>
/// From a row type to its tables. Source: <c>crates/bindings-csharp/Codegen/Module.cs</c>, <c>TableDeclaration</c>; facts/csharp.md.
/// </summary>
/// <param name="convertsNames">Whether the engine is 2.x: before, <c>Name =</c> meant what is the accessor now.</param>
/// <param name="functionName">From the method that a schedule names to its canonical name.</param>
internal sealed class TableReader(
    KnownTypes knownTypes, TypeReader types, CaseConversionPolicy policy, bool convertsNames, Func<string, string> functionName)
{
    /// <param name="reached">Gets each named type that a column reaches.</param>
    /// <param name="known">Tables by their names: of a column that is the same there, no other object is made.</param>
    public IEnumerable<SourceTable> Read(
        INamedTypeSymbol rowType, ICollection<INamedTypeSymbol>? reached = null, Func<string, TableSchema?>? known = null)
    {
        foreach (var (attribute, declaration) in TablesOf(rowType))
        {
            yield return Read(rowType, attribute, AnnotatedFields.Of(rowType, declaration), null, reached, known);
        }
    }

    /// <summary>With the attributes of columns as they are written, of which none is bound.</summary>
    /// <returns>Null where only the compiler can tell what they are.</returns>
    public IReadOnlyList<SourceTable>? ReadAsWritten(
        INamedTypeSymbol rowType, ICollection<INamedTypeSymbol> reached, Func<string, TableSchema?> known)
    {
        var tables = new List<SourceTable>(1);
        foreach (var (attribute, declaration) in TablesOf(rowType))
        {
            var fields = AnnotatedFields.Of(rowType, declaration);
            if (WrittenAttributes.Of(declaration, fields.Count) is not { } written)
            {
                return null;
            }
            tables.Add(Read(rowType, attribute, fields, written, reached, known));
        }
        return tables;
    }

    /// <summary>Each <c>[Table]</c>, with the declaration that carries it.</summary>
    private IEnumerable<(AttributeData Attribute, SyntaxReference Declaration)> TablesOf(INamedTypeSymbol rowType)
    {
        foreach (var attribute in rowType.GetAttributes())
        {
            if (attribute.Is(knownTypes.Table) && attribute.AttributedDeclaration(rowType) is { } declaration)
            {
                yield return (attribute, declaration);
            }
        }
    }

    /// <param name="written">The attributes of each field; null where they are to be bound.</param>
    private SourceTable Read(
        INamedTypeSymbol rowType,
        AttributeData attribute,
        IReadOnlyList<IFieldSymbol> fields,
        IReadOnlyList<IReadOnlyList<ColumnAttribute>>? written,
        ICollection<INamedTypeSymbol>? reached,
        Func<string, TableSchema?>? known)
    {
        var scope = (convertsNames ? attribute.String("Accessor") : attribute.String("Name")) ?? rowType.Name;
        var accessor = IsVerbatim(scope) ? scope.Substring(1) : scope;
        var name = (convertsNames && !IsVerbatim(scope) ? attribute.CanonicalName() : null) ?? CaseConversion.ToCanonical(accessor, policy);
        var knownColumns = known?.Invoke(name)?.Columns ?? [];
        var columns = new ColumnSchema[fields.Count];
        var objects = new TableObjects(name);
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = Column(
                fields[i],
                written?[i] ?? ColumnAttribute.Of(fields[i], knownTypes),
                scope,
                objects,
                reached,
                i < knownColumns.Count ? knownColumns[i] : null);
        }
        foreach (var typeAttribute in rowType.GetAttributes())
        {
            if (typeAttribute.Is(knownTypes.BTreeIndex) && typeAttribute.AppliesTo(scope)
                && IndexedFields(typeAttribute, fields) is { Length: > 0 } names)
            {
                objects.Indexes.Add(Index(typeAttribute.String("Accessor"), typeAttribute.String("Name"), name, names));
            }
        }
        return new(
            new()
            {
                Name = name,
                Accessor = accessor,
                RowType = types.NameOf(rowType),
                // While somebody types who may see it, nobody is told that they may not.
                IsPublic = attribute.Argument("Public") is { Kind: TypedConstantKind.Error } or { Value: true },
                IsEvent = attribute.Bool("Event"),
                Columns = new(columns),
                PrimaryKey = objects.PrimaryKey,
                UniqueConstraints = objects.SortedConstraints(),
                Indexes = objects.SortedIndexes(),
                Schedule = Schedule(attribute),
            },
            rowType,
            attribute,
            fields);
    }

    /// <summary>
    /// With the mark of a verbatim identifier. The table is registered without it, and what is registered for the accessor as it is
    /// written finds no table: names of its own and defaults. Source: <c>Codegen/Module.cs</c>, <c>GenerateTableAccessors</c>.
    /// </summary>
    private static bool IsVerbatim(string accessor) => accessor is ['@', ..];

    /// <param name="scope">What <c>Table =</c> says of an attribute that is for this table alone.</param>
    private ColumnSchema Column(
        IFieldSymbol field,
        IReadOnlyList<ColumnAttribute> attributes,
        string scope,
        TableObjects objects,
        ICollection<INamedTypeSymbol>? reached,
        ColumnSchema? known)
    {
        var name = CaseConversion.ToCanonical(field.Name, policy, known?.Name);
        var type = types.Read(field.Type, reached);
        var (isUnique, isAutoInc) = (false, false);
        string? defaultValue = null;
        for (var i = 0; i < attributes.Count; i++)
        {
            var attribute = attributes[i];
            if (!attribute.AppliesTo(scope))
            {
                continue;
            }
            switch (attribute.Kind)
            {
                case ColumnAttributeKind.PrimaryKey:
                    objects.PrimaryKey = name;
                    isUnique = true;
                    break;
                case ColumnAttributeKind.Unique:
                    isUnique = true;
                    break;
                case ColumnAttributeKind.AutoInc:
                    isAutoInc = true;
                    break;
                case ColumnAttributeKind.Default when !IsVerbatim(scope):
                    defaultValue = BsatnConstant.Encode(attribute.Default, type, field.Type, knownTypes);
                    break;
                case ColumnAttributeKind.BTreeIndex:
                    objects.Indexes.Add(Index(attribute.Accessor, attribute.Name, objects.Table, [field.Name]));
                    break;
            }
        }
        if (isUnique)
        {
            objects.AddUnique(name, field.Name);
        }
        return known is not null && known.Name == name && known.SourceName == field.Name && known.IsAutoInc == isAutoInc
            && known.Default == defaultValue && known.Type.Equals(type)
            ? known
            : new(name, type) { SourceName = field.Name, IsAutoInc = isAutoInc, Default = defaultValue };
    }

    /// <param name="accessor">As the attribute has it, or null.</param>
    /// <param name="name">As the attribute has it, or null.</param>
    private IndexSchema Index(string? accessor, string? name, string table, string[] fieldNames)
    {
        var columnNames = new string[fieldNames.Length];
        for (var i = 0; i < columnNames.Length; i++)
        {
            columnNames[i] = ColumnName(fieldNames[i]);
        }
        return new(
            convertsNames && name is { Length: > 0 } ? name : IndexSchema.DefaultName(table, new(columnNames), IndexAlgorithm.BTree),
            (convertsNames ? accessor : name) ?? string.Join("_", fieldNames),
            IndexAlgorithm.BTree,
            new(columnNames));
    }

    /// <summary>Empty where a name is half typed: what the index will be over cannot be told.</summary>
    private static string[] IndexedFields(AttributeData index, IReadOnlyList<IFieldSymbol> fields) =>
        index.Argument("Columns") is { Kind: TypedConstantKind.Array, IsNull: false } names
        && names.Values.All(value => fields.Any(field => field.Name == value.Value as string))
            ? [.. names.Values.Select(static value => (string)value.Value!)]
            : [];

    private string ColumnName(string field) => CaseConversion.ToCanonical(field, policy);

    /// <summary>Unlike other names an empty one is none that a default takes the place of, and the server refuses it.</summary>
    private ScheduleSchema? Schedule(AttributeData attribute) =>
        attribute.String("Scheduled") is { } function
            ? new(functionName(function), ColumnName(attribute.String("ScheduledAt") ?? "ScheduledAt"))
            : null;
}
