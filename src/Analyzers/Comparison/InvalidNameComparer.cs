using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Names that no module may have, most of them made by the conversion: a field <c>_2D</c> becomes <c>2_d</c>, a parameter <c>_</c>
/// becomes nothing. Source: <c>identifier.rs</c>, <c>validate_identifier</c>; <c>v10.rs</c>, <c>validate_table_def</c>.
/// </summary>
internal static class InvalidNameComparer
{
    public static void Compare(ComparisonContext context)
    {
        var module = context.Current;
        foreach (var table in module.Tables)
        {
            var element = SchemaElement.Table(table.Name);
            if (table.Name.StartsWith("st_", StringComparison.Ordinal))
            {
                context.Add(Change(element, $"table '{table.Accessor}'", table.Name, "TableNameReserved"));
            }
            Check(element, $"table '{table.Accessor}'", table.Name, table.Accessor);
            Check(element, $"row type '{table.RowType}'", table.RowType);
            foreach (var column in table.Columns)
            {
                Check(
                    SchemaElement.Column(table.Name, column.Name),
                    $"column '{column.SourceName}' of table '{table.Name}'",
                    column.Name,
                    column.SourceName);
            }
            foreach (var index in table.Indexes)
            {
                Check(
                    SchemaElement.Index(table.Name, index.Name),
                    $"index '{index.Accessor}' of table '{table.Name}'",
                    index.Name,
                    index.Accessor);
            }
        }
        foreach (var type in module.Types)
        {
            Check(SchemaElement.Type(type.Name), $"type '{type.SourceName}'", type.Name);
        }
        foreach (var function in module.Functions)
        {
            CheckFunction(SchemaElement.Function(function.Name), function.SourceName, function.Parameters);
        }
        foreach (var view in module.Views)
        {
            CheckFunction(SchemaElement.View(view.Name), view.SourceName, view.Parameters);
            if (SystemTables.Has(view.Name))
            {
                context.Add(TakenFromSystemTable(view));
            }
            // The fields of other types are not checked.
            foreach (var column in ViewRows.OwnColumns(view, module))
            {
                Check(
                    SchemaElement.View(view.Name), $"column '{column.SourceName ?? column.Name}' of view '{view.SourceName}'", column.Name);
            }
        }

        foreach (var handler in module.HttpHandlers)
        {
            Check(
                SchemaElement.HttpHandler(handler.Name),
                $"HTTP handler '{handler.SourceName}'",
                handler.Name,
                handler.SourceName);
        }

        // The names of parameters are converted to be checked alone: source v9.rs, params_for_generate.
        void CheckFunction(SchemaElement element, string? sourceName, EquatableArray<TypeMember> parameters)
        {
            Check(element, $"'{sourceName}'", element.Owner, sourceName);
            foreach (var parameter in parameters)
            {
                // One that has none yet is being typed.
                Check(
                    element,
                    $"parameter '{parameter.Name}' of '{sourceName}'",
                    parameter.Name is { Length: > 0 } name
                        ? CaseConversion.ToCanonical(name, module.Policy ?? CaseConversionPolicy.None)
                        : null);
            }
        }

        void Check(SchemaElement element, string called, params string?[] names)
        {
            foreach (var name in names)
            {
                if (name is not null && !Identifier.IsTaken(name))
                {
                    context.Add(Change(element, called, name, "IdentifierError"));
                    return;
                }
            }
        }
    }

    /// <summary>
    /// No name is reserved among views; but each has a row in <c>st_table</c>, where names are unique. Source: <c>v10.rs</c>,
    /// <c>validate_view_def</c>; <c>system_tables.rs</c>, the unique constraint of <c>st_table</c>; <c>mut_tx.rs</c>, <c>create_view</c>.
    /// </summary>
    private static SchemaChange TakenFromSystemTable(ViewSchema view) =>
        Change(SchemaElement.View(view.Name), $"view '{view.SourceName}'", view.Name, "AddView") with
        {
            Stage = PublishStage.Execution,
            Errors = [],
        };

    private static SchemaChange Change(SchemaElement element, string called, string name, string error) =>
        new(ChangeKind.NameInvalid, element, error)
        {
            Publish = PublishVerdict.Rejected,
            Errors = [new(error, element)],
            Old = called,
            New = name,
        };
}
