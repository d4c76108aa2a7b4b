using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>What no schema may have, whichever form it came in: two things of one name, or a name that stands for nothing.</summary>
internal static class SnapshotValidation
{
    /// <exception cref="SnapshotFormatException">The first violation.</exception>
    public static void Check(ModuleSchema schema, SnapshotForm form, JsonValue root, Dictionary<SchemaElement, TextRange> places)
    {
        // Of one table after the other, which hold few: a large set would be long in being cleared.
        var members = new HashSet<SchemaElement>();
        Unique(schema.Tables, static table => SchemaElement.Table(table.Name), "table");
        Unique(
            schema.Types.Select(static type => type.Name)
                .Concat(schema.Tables.Select(static table => table.RowType).OfType<string>().Distinct()),
            SchemaElement.Type,
            "type");
        Unique(schema.Functions, static function => SchemaElement.Function(function.Name), "function");
        Unique(schema.Views, static view => SchemaElement.View(view.Name), "view");
        foreach (var table in schema.Tables)
        {
            CheckTable(table);
        }
        foreach (var type in schema.Types)
        {
            References(type.Definition, SchemaElement.Type(type.Name));
        }
        foreach (var function in schema.Functions)
        {
            Members(function.Parameters, SchemaElement.Function(function.Name));
            References(function.ReturnType ?? SpecialAlgebraicType.Unit, SchemaElement.Function(function.Name));
        }
        foreach (var view in schema.Views)
        {
            Members(view.Parameters, SchemaElement.View(view.Name));
            References(view.ReturnType, SchemaElement.View(view.Name));
        }

        void CheckTable(TableSchema table)
        {
            if (form == SnapshotForm.Own)
            {
                // Canonical names of two fields may collide; a field that stands twice is a bad merge.
                UniqueMembers(
                    table.Columns,
                    column => column.SourceName is null ? null : new(SchemaElementKind.Column, table.Name, column.SourceName),
                    "column");
                UniqueMembers(
                    table.Columns, column => column.SourceName is null ? SchemaElement.Column(table.Name, column.Name) : null, "column");
            }
            foreach (var column in table.Columns)
            {
                References(column.Type, SchemaElement.Column(table.Name, column.Name));
            }
            if (schema.KnowsIndexNames)
            {
                UniqueMembers(table.Indexes, index => SchemaElement.Index(table.Name, index.Name), "index");
            }
            foreach (var index in table.Indexes)
            {
                Columns(index.Columns, SchemaElement.Index(table.Name, index.Name), "index");
            }
            foreach (var constraint in table.UniqueConstraints)
            {
                Columns(constraint.Columns, SchemaElement.Table(table.Name), "unique constraint");
            }
            if (table.Schedule is { } schedule)
            {
                Columns([schedule.AtColumn], SchemaElement.Table(table.Name), "schedule");
            }

            void Columns(EquatableArray<string> columns, SchemaElement element, string what)
            {
                if (columns.Count == 0)
                {
                    Fail(element, $"The {what} of table '{table.Name}' is over no column.");
                }
                foreach (var column in columns)
                {
                    if (table.Column(column) is null)
                    {
                        Fail(element, $"The table '{table.Name}' has no column '{column}'.");
                    }
                }
            }
        }

        void Members(EquatableArray<TypeMember> members, SchemaElement element)
        {
            foreach (var member in members)
            {
                References(member.Type, element);
            }
        }

        void References(AlgebraicType type, SchemaElement element)
        {
            switch (type)
            {
                case AlgebraicType.Ref reference when schema.Resolve(reference.Name) is null:
                    Fail(element, $"The type '{reference.Name}' is not among the types of the snapshot.");
                    break;
                case AlgebraicType.Array array:
                    References(array.Element, element);
                    break;
                case AlgebraicType.Product product:
                    Members(product.Fields, element);
                    break;
                case AlgebraicType.Sum sum:
                    Members(sum.Variants, element);
                    break;
            }
        }

        void Unique<T>(IEnumerable<T> items, Func<T, SchemaElement> element, string what)
        {
            var seen = new HashSet<SchemaElement>();
            foreach (var item in items)
            {
                Take(seen, element(item), what);
            }
        }

        void UniqueMembers<T>(EquatableArray<T> items, Func<T, SchemaElement?> element, string what)
            where T : IEquatable<T>
        {
            members.Clear();
            foreach (var item in items)
            {
                if (element(item) is { } named)
                {
                    Take(members, named, what);
                }
            }
        }

        void Take(HashSet<SchemaElement> seen, SchemaElement element, string what)
        {
            if (!seen.Add(element))
            {
                Fail(element, $"The {what} '{element}' stands twice in the snapshot.");
            }
        }

        void Fail(SchemaElement element, string message) => throw new SnapshotFormatException(
            places.TryGetValue(element, out var place) || places.TryGetValue(element.Parent, out place) ? place : new(root.Range.Start, 1),
            message);
    }
}
