using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Makes a schema whole again after parts of another one were taken over.</summary>
internal static class SchemaNormalization
{
    /// <summary>
    /// Sorted; with the types that are reached and no others, missing ones from <paramref name="before"/>, which it was made of, or
    /// from <paramref name="current"/>; and with the names in the code where the baseline does not know them.
    /// </summary>
    public static ModuleSchema Complete(ModuleSchema schema, ModuleSchema before, ModuleSchema current)
    {
        var types = TypeClosure.Of(TypeClosure.RootsOf(schema), schema, before, current);
        foreach (var table in schema.Tables)
        {
            types.Remove(table.RowType ?? "");
        }
        return schema with
        {
            Policy = schema.Policy ?? current.Policy,
            KnowsIndexNames = true,
            KnowsVisibilityFilters = true,
            Tables = schema.Tables.Select(table =>
                Whole(WithSourceNames(table, current, schema.KnowsIndexNames), current.Table(table.Name)))
                .OrderBy(static table => table.Name, StringComparer.Ordinal).ToEquatableArray(),
            Types = types.Values.Select(type => WithSourceNames(type, current))
                .OrderBy(static type => type.Name, StringComparer.Ordinal).ToEquatableArray(),
            Functions = schema.Functions.Select(function =>
                function with { SourceName = function.SourceName ?? current.Function(function.Name)?.SourceName })
                .OrderBy(static function => function.Name, StringComparer.Ordinal).ToEquatableArray(),
            Views = schema.Views.Select(view => view with { SourceName = view.SourceName ?? current.View(view.Name)?.SourceName })
                .OrderBy(static view => view.Name, StringComparer.Ordinal).ToEquatableArray(),
            VisibilityFilters = schema.VisibilityFilters.OrderBy(static sql => sql, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    private static TableSchema WithSourceNames(TableSchema table, ModuleSchema current, bool knowsIndexNames)
    {
        if (current.Table(table.Name) is not { } source)
        {
            return table;
        }
        return table with
        {
            Accessor = table.Accessor ?? source.Accessor,
            IsEvent = table.IsEvent ?? source.IsEvent,
            Columns = table.Columns
                .Select(column => column with { SourceName = column.SourceName ?? source.Column(column.Name)?.SourceName })
                .ToEquatableArray(),
            Indexes = knowsIndexNames
                ? table.Indexes
                : table.Indexes.Select(index => WithName(index, source))
                    .OrderBy(static index => index.Name, StringComparer.Ordinal).ToEquatableArray(),
        };
    }

    /// <summary>
    /// Without keys, constraints, indexes and a schedule of columns that were not taken over, and with one index of a name.
    /// </summary>
    private static TableSchema Whole(TableSchema table, TableSchema? source)
    {
        return table with
        {
            PrimaryKey = table.PrimaryKey is { } key && HasAll([key]) ? key : null,
            UniqueConstraints = table.UniqueConstraints.Where(constraint => HasAll(constraint.Columns)).ToEquatableArray(),
            Indexes = table.Indexes.Where(index => HasAll(index.Columns)).GroupBy(static index => index.Name)
                .Select(group => group.FirstOrDefault(index => source?.Indexes.IndexOf(index) >= 0) ?? group.First()).ToEquatableArray(),
            Schedule = Scheduled(table.Schedule) ?? (table.Schedule is null ? null : Scheduled(source?.Schedule)),
        };

        bool HasAll(EquatableArray<string> columns) => columns.All(column => table.Column(column) is not null);

        ScheduleSchema? Scheduled(ScheduleSchema? schedule) => schedule is not null && HasAll([schedule.AtColumn]) ? schedule : null;
    }

    /// <summary>Where the baseline lost explicit names, an index over the same columns is held to be the same.</summary>
    private static IndexSchema WithName(IndexSchema index, TableSchema source) => index with
    {
        Name = source.Indexes.FirstOrDefault(other => other.Columns.Equals(index.Columns) && other.Algorithm == index.Algorithm)?.Name
            ?? index.Name,
    };

    private static TypeSchema WithSourceNames(TypeSchema type, ModuleSchema current)
    {
        var source = current.Type(type.Name);
        return type with
        {
            SourceName = type.SourceName ?? source?.SourceName,
            Definition = (type.Definition, source?.Definition) switch
            {
                (AlgebraicType.Sum sum, AlgebraicType.Sum other) => new AlgebraicType.Sum(WithSourceNames(sum.Variants, other.Variants)),
                (AlgebraicType.Product product, AlgebraicType.Product other) =>
                    new AlgebraicType.Product(WithSourceNames(product.Fields, other.Fields)),
                var (definition, _) => definition,
            },
        };
    }

    private static EquatableArray<TypeMember> WithSourceNames(EquatableArray<TypeMember> members, EquatableArray<TypeMember> current) =>
        members.Select(member =>
            member with { SourceName = member.SourceName ?? current.FirstOrDefault(other => other.Name == member.Name)?.SourceName })
                .ToEquatableArray();
}
