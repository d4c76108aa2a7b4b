using System.Text;
using System.Text.RegularExpressions;
using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Snapshot.OwnFormatLines;
using static SpacetimeSchema.Analyzers.Snapshot.OwnFormatText;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// Writes a schema in our own format, for people who read diffs: one line a column, index, variant and function; everything
/// sorted; LF; a final newline. Equal schemas give equal bytes.
/// </summary>
internal static class SnapshotWriter
{
    /// <summary>The text of a snapshot that is new.</summary>
    public static string Write(ModuleSchema schema) => Write(schema, SnapshotHistory.None);

    /// <summary>The text after the one of that history: what did not change keeps its bytes.</summary>
    public static string Write(ModuleSchema schema, SnapshotHistory history)
    {
        var text = new StringBuilder();
        text.Append("{\n");
        text.Append($"  \"$schema\": {JsonWriter.Quote(OwnFormat.SchemaUri)},\n");
        text.Append($"  \"format\": {OwnFormat.Version},\n");
        if (schema.SpacetimeDBVersion is { } version)
        {
            text.Append($"  \"spacetimedb\": {JsonWriter.Quote(version)},\n");
        }
        if (schema.Policy is { } policy)
        {
            text.Append($"  \"policy\": {Word(policy)},\n");
        }
        Section("tables", schema.Tables.Select(table => Table(table, history)), text);
        Section("types", schema.Types.Select(type => Type(type, history)), text);
        Section("reducers", Functions(FunctionKind.Reducer), text);
        Section("procedures", Functions(FunctionKind.Procedure), text);
        Section("views", schema.Views.Select(View), text);
        Section("visibilityFilters", schema.VisibilityFilters.Select(JsonWriter.Quote), text);
        Section("migrations", schema.Migrations.Select(Migration), text);
        foreach (var line in Accepted(history, SchemaElement.Module, "  "))
        {
            text.Append($"  {line},\n");
        }
        text.Length -= ",\n".Length;
        return text.Append("\n}\n").ToString();

        IEnumerable<string> Functions(FunctionKind kind) => schema.Functions.Where(function => function.Kind == kind).Select(Function);
    }

    private static void Section(string name, IEnumerable<string> items, StringBuilder text) =>
        text.Append($"  \"{name}\": {List(items, "    ", "  ")},\n");

    private static string Table(TableSchema table, SnapshotHistory? history)
    {
        var lines = new List<string>
        {
            Properties(
                ("name", JsonWriter.Quote(table.Name)),
                ("accessor", Quote(table.Accessor)),
                ("rowType", Quote(table.RowType)),
                ("access", Access(table.IsPublic)),
                ("event", table.IsEvent switch { null => "null", true => "true", false => null })),
            $"\"columns\": {List(table.Columns.Select(column => Column(table, column)), "        ", "      ")}",
        };
        if (table.Indexes.Count > 0)
        {
            lines.Add($"\"indexes\": {List(table.Indexes.Select(Index), "        ", "      ")}");
        }
        var constraints = table.UniqueConstraints.Where(static constraint => constraint.Columns.Count != 1).ToArray();
        if (constraints.Length > 0)
        {
            lines.Add(
                $"\"constraints\": {List(constraints.Select(static constraint => $"{{ \"unique\": {Names(constraint.Columns)} }}"), "        ", "      ")}");
        }
        if (table.Schedule is { } schedule)
        {
            lines.Add(
                $"\"schedule\": {{ {Properties(("function", JsonWriter.Quote(schedule.Function)), ("at", JsonWriter.Quote(schedule.AtColumn)))} }}");
        }
        return Block(lines, SchemaElement.Table(table.Name), history);
    }

    /// <summary>An object with a part on each line, the second of which tells its state.</summary>
    private static string Block(List<string> lines, SchemaElement element, SnapshotHistory? history)
    {
        if (history?.Lineage.LineOf(element, StateId.Of(string.Join(",", lines))) is { } line)
        {
            lines.Insert(1, Properties((OwnFormat.State, JsonWriter.Quote(line.State)), (OwnFormat.From, Quote(line.From))));
        }
        lines.AddRange(Accepted(history, element, "      "));
        return $"{{\n      {string.Join(",\n      ", lines)}\n    }}";
    }

    private static IEnumerable<string> Accepted(SnapshotHistory? history, SchemaElement element, string indent) =>
        history?.Accepted.Of(element) is { } accepted
            ? [$"\"{OwnFormat.Accepted}\": {List(accepted.Changes.Select(OwnFormatLines.Accepted), indent + "  ", indent)}",
                $"\"{OwnFormat.Was}\": {Part(accepted.Was)}"]
            : [];

    /// <summary>On one line, which nobody has to read.</summary>
    private static string Part(ModuleSchema schema) => Regex.Replace(
        Line(
            ("policy", schema.Policy is { } policy ? Word(policy) : null),
            ("tables", ListOrNothing(schema.Tables.Select(static table => Table(table, history: null)))),
            ("types", ListOrNothing(schema.Types.Select(static type => Type(type, history: null))))),
        @"\n *",
        " ");

    private static string Type(TypeSchema type, SnapshotHistory? history)
    {
        var (kind, members) = type.Definition switch
        {
            AlgebraicType.Sum sum => ("sum", sum.Variants),
            AlgebraicType.Product product => ("product", product.Fields),
            // No snapshot has such a type: whoever reads it refuses what is unknown.
            _ => ("product", [new("unknown", AlgebraicType.Unknown.Instance)]),
        };
        var header = Properties(("name", JsonWriter.Quote(type.Name)), ("source", Quote(type.SourceName)));
        return Block([header, $"\"{kind}\": {List(members.Select(Member), "        ", "      ")}"], SchemaElement.Type(type.Name), history);
    }
}
