using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Tables, types, functions and views that have other names under another case-conversion policy, or in which something does.
/// Names that are set by hand are the same under each.
/// </summary>
internal sealed class PolicyNames
{
    private readonly ModuleSchema _module;
    private readonly CaseConversionPolicy _policy;
    private readonly CaseConversionPolicy _other;
    private readonly HashSet<SchemaElement> _elements = [];

    /// <param name="policy">By which <paramref name="module"/> has its names.</param>
    public PolicyNames(ModuleSchema module, CaseConversionPolicy policy, CaseConversionPolicy other)
    {
        (_module, _policy, _other) = (module, policy, other);
        foreach (var table in module.Tables)
        {
            Add(
                table.Name,
                table.Accessor,
                SchemaElement.Table,
                table.Columns.Any(IsRenamed) || Reaches(table.Columns.Select(static column => column.Type))
                    || (table.Schedule is { } schedule && module.Function(schedule.Function) is { } function
                        && OtherName(function.Name, function.SourceName) != function.Name));
        }
        foreach (var type in module.Types.Where(IsRenamed))
        {
            _elements.UnionWith(
                [SchemaElement.Type(type.Name), SchemaElement.Type(CaseConversion.ToCanonicalType(type.SourceName ?? type.Name, other))]);
        }
        foreach (var function in module.Functions)
        {
            Add(function.Name, function.SourceName, SchemaElement.Function, Reaches(TypeClosure.RootsOf(function)));
        }
        foreach (var view in module.Views)
        {
            Add(view.Name, view.SourceName, SchemaElement.View, view.Parameters.Any(IsRenamed) || Reaches(TypeClosure.RootsOf(view)));
        }
    }

    /// <summary>
    /// Whether a change may be one of names. A name that no module can have, or that no table has, may be one, and so may the name of a row
    /// type.
    /// </summary>
    public bool MayCause(SchemaChange change) =>
        _elements.Count > 0
        && (change.Kind is ChangeKind.NamesCollide or ChangeKind.NameInvalid or ChangeKind.TypeNamesCollide
            or ChangeKind.VisibilityFilterInvalid or ChangeKind.TableSourceNameChanged
            || change.Affects.Prepend(change.Subject).Append(change.Deployed ?? change.Subject)
                .Any(element => _elements.Contains(element.Parent)));

    private void Add(string name, string? sourceName, Func<string, SchemaElement> element, bool hasOtherContent)
    {
        var otherName = OtherName(name, sourceName);
        if (hasOtherContent || otherName != name)
        {
            _elements.UnionWith([element(name), element(otherName)]);
        }
    }

    private string OtherName(string name, string? sourceName) =>
        sourceName is not null && name == CaseConversion.ToCanonical(sourceName, _policy)
            ? CaseConversion.ToCanonical(sourceName, _other)
            : name;

    private bool IsRenamed(ColumnSchema column) => CaseConversion.ToCanonical(column.SourceName ?? column.Name, _other) != column.Name;

    /// <summary>Parameters keep their names as they are written; the planner compares the canonical ones.</summary>
    private bool IsRenamed(TypeMember parameter) =>
        parameter.Name is { } name && CaseConversion.ToCanonical(name, _other) != CaseConversion.ToCanonical(name, _policy);

    private bool Reaches(IEnumerable<AlgebraicType> types) => TypeClosure.Of(types, _module).Values.Any(IsRenamed);

    private bool IsRenamed(TypeSchema type) =>
        CaseConversion.ToCanonicalType(type.SourceName ?? type.Name, _other) != type.Name || type.Definition switch
        {
            AlgebraicType.Product product =>
                product.Fields.Any(field =>
                    (field.SourceName ?? field.Name) is { } name && CaseConversion.ToCanonical(name, _other) != field.Name),
            AlgebraicType.Sum sum =>
                sum.Variants.Any(variant =>
                    (variant.SourceName ?? variant.Name) is { } name && CaseConversion.ToCanonicalVariant(name, _other) != variant.Name),
            _ => false,
        };
}
