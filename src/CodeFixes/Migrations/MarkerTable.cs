using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.Migrations;

/// <summary>The table that records which migrations have run: the module's own, or the one that a fix adds.</summary>
/// <param name="RowType">As the reducer has to write it.</param>
/// <param name="Others">What is assigned beside the key: <c>CompletedAt = ctx.Timestamp</c>.</param>
internal sealed record MarkerTable(string Accessor, string RowType, string Key, IReadOnlyList<string> Others, bool IsNew)
{
    private const string NewName = "MigrationStatus";

    private static readonly string[] s_positions = ["cursor", "offset", "position", "progress", "batch", "next", "last"];

    private static readonly string[] s_unhappy = ["fail", "error", "pending", "running", "progress", "skip", "cancel", "revert", "rolled"];

    public string Check(string context, string key) => $"if ({context}.Db.{Accessor}.{Key}.Find({key}) is not null)\n{{\n    return;\n}}\n";

    public string Record(string context, string key) =>
        $"{context}.Db.{Accessor}.Insert(new {RowType} {{ {string.Join(", ", new[] { $"{Key} = {key}" }.Concat(Others))} }});\n";

    /// <summary>The module's own table of markers, else a new one; null where the name of a new one is taken.</summary>
    public static MarkerTable? Of(ReducerFix fix, string? accessor = null) =>
        Of(fix.Reader.Read(fix.Cancellation).Tables, fix.Options.Markers, fix.Model, fix.Method.SpanStart, fix.Context, accessor);

    /// <param name="context">The name of the reducer's context.</param>
    public static MarkerTable? Of(
        IReadOnlyList<SourceTable> tables, Markers markers, SemanticModel model, int position, string context, string? accessor = null)
    {
        foreach (var table in tables)
        {
            if (table.Schema.Accessor is { } name && (accessor is null ? markers.IsMarker(name) && !IsCursor(table, name) : name == accessor)
                && Existing(table, name, model, position, context) is { } existing)
            {
                return existing;
            }
        }
        return accessor is null && model.LookupNamespacesAndTypes(position, name: NewName).IsEmpty
            && !tables.Any(static table => table.Schema.Accessor == NewName)
            ? new(NewName, NewName, "Id", [$"CompletedAt = {context}.Timestamp"], IsNew: true)
            : null;
    }

    /// <summary>Of the new table.</summary>
    public const string Declaration = $$"""

        /// <summary>The migrations that have run, so that none runs twice.</summary>
        [SpacetimeDB.Table(Accessor = "{{NewName}}")]
        public partial struct {{NewName}}
        {
            [SpacetimeDB.PrimaryKey] public string Id;
            public SpacetimeDB.Timestamp CompletedAt;
        }

        """;

    /// <summary>The declaration of the new table, after the outermost type that holds the reducer.</summary>
    public static SyntaxNode AddTo(SyntaxNode root, MethodDeclarationSyntax method)
    {
        var outermost = method.Ancestors().OfType<TypeDeclarationSyntax>().Last();
        var table = SyntaxFactory.ParseMemberDeclaration(Declaration)!;
        table = table.ReplaceNodes(
            table.ChildNodes().OfType<FieldDeclarationSyntax>(),
            static (_, column) => column.WithAdditionalAnnotations(Simplifier.Annotation));
        return root.InsertNodesAfter(outermost, [table.WithAdditionalAnnotations(Formatter.Annotation)]);
    }

    /// <summary>Whether it says how far a migration has come: a row of it does not mean that one has run.</summary>
    private static bool IsCursor(SourceTable table, string accessor) =>
        new NameWords(accessor).HaveAnyOf(s_positions)
        || table.Fields.Any(static field => Numbers.IsNumeric(field.Type.SpecialType) && new NameWords(field.Name).HaveAnyOf(s_positions));

    private static MarkerTable? Existing(SourceTable table, string accessor, SemanticModel model, int position, string context)
    {
        string? key = null;
        var others = new List<string>();
        for (var i = 0; i < table.Fields.Count; i++)
        {
            var (field, column) = (table.Fields[i], table.Schema.Columns[i]);
            if (column.Name == table.Schema.PrimaryKey && field.Type.SpecialType == SpecialType.System_String)
            {
                key = field.Name;
            }
            else if (!column.IsAutoInc && field.NullableAnnotation != NullableAnnotation.Annotated)
            {
                if (Value(field, context) is { } value)
                {
                    others.Add($"{field.Name} = {value}");
                }
                else if (field.Type.IsReferenceType)
                {
                    return null;
                }
            }
        }
        return key is null ? null : new(accessor, table.RowType.ToMinimalDisplayString(model, position), key, others, IsNew: false);
    }

    /// <summary>What tells of a run that went well.</summary>
    private static string? Value(IFieldSymbol field, string context) => field.Type switch
    {
        { SpecialType: SpecialType.System_Boolean } =>
            s_unhappy.Any(word => field.Name.IndexOf(word, StringComparison.OrdinalIgnoreCase) >= 0) ? "false" : "true",
        { SpecialType: SpecialType.System_String } => "\"\"",
        { Name: "Timestamp", ContainingNamespace.Name: "SpacetimeDB" } => $"{context}.Timestamp",
        { Name: "Identity", ContainingNamespace.Name: "SpacetimeDB" } => $"{context}.Sender",
        _ => null,
    };
}
