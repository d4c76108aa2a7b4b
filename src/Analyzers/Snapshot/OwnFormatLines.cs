using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Snapshot.OwnFormatText;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>What has a line of its own in our own format, for people who read diffs.</summary>
internal static class OwnFormatLines
{
    public static string Column(TableSchema table, ColumnSchema column)
    {
        // Where columns share a name, keys and constraints, which know names alone, stand at the first of them.
        var isFirst = ReferenceEquals(table.Column(column.Name), column);
        var isPrimaryKey = isFirst && table.PrimaryKey == column.Name;
        var isUnique = isFirst && !isPrimaryKey && table.UniqueConstraints.IndexOf(new([column.Name])) >= 0;
        return Line(
            ("name", JsonWriter.Quote(column.Name)),
            ("field", Quote(column.SourceName)),
            ("type", Quote(TypeExpression.Write(column.Type))),
            ("primaryKey", Flag(isPrimaryKey)),
            ("unique", Flag(isUnique)),
            ("autoInc", Flag(column.IsAutoInc)),
            ("default", Quote(column.Default)));
    }

    public static string Index(IndexSchema index) => Line(
        ("name", JsonWriter.Quote(index.Name)),
        ("accessor", Quote(index.Accessor)),
        ("algorithm", JsonWriter.Quote(index.Algorithm.ToString().ToLowerInvariant())),
        ("columns", Names(index.Columns)));

    public static string Member(TypeMember member) => Line(
        ("name", Quote(member.Name)),
        ("source", Quote(member.SourceName)),
        ("type", Quote(TypeExpression.Write(member.Type))));

    public static string Function(FunctionSchema function) => Line(
        ("name", JsonWriter.Quote(function.Name)),
        ("method", Quote(function.SourceName)),
        ("parameters", Parameters(function.Parameters)),
        ("returns", function.ReturnType is { } type ? Quote(TypeExpression.Write(type)) : null),
        ("lifecycle", function.Lifecycle is { } lifecycle ? Word(lifecycle) : null));

    public static string View(ViewSchema view) => Line(
        ("name", JsonWriter.Quote(view.Name)),
        ("accessor", Quote(view.SourceName)),
        ("access", Access(view.IsPublic)),
        ("anonymous", Flag(view.IsAnonymous)),
        ("primaryKey", Quote(view.PrimaryKey)),
        ("parameters", Parameters(view.Parameters)),
        ("returns", Quote(TypeExpression.Write(view.ReturnType))));

    public static string Migration(MigrationRecord migration) => Line(
        ("reducer", JsonWriter.Quote(migration.Reducer)),
        ("hash", JsonWriter.Quote(migration.Hash)));

    public static string Accepted(AcceptedChange change) => Line(
        ("change", JsonWriter.Quote(change.Change)),
        ("affects", Names(change.Affects)),
        ("old", change.Old == "" ? null : Quote(change.Old)),
        ("new", change.New == "" ? null : Quote(change.New)),
        ("reason", Quote(change.Reason)));

    private static string Parameters(EquatableArray<TypeMember> parameters) => $"[{string.Join(", ", parameters.Select(Member))}]";
}
