using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>
/// A schema stays itself on every way: through the text of a snapshot, and through C# in any order of declarations and files.
/// </summary>
public class ReadingLaws
{
    [Fact]
    public void A_written_schema_is_read_as_it_was_and_written_byte_for_byte_again() => SchemaPair.AllObey(static pair =>
    {
        var text = SnapshotWriter.Write(pair.Current);
        var document = SnapshotReader.Read(text);
        return document.Error is { } error ? [error.ToString()]
            : !pair.Current.Equals(document.Schema) ? ["another schema"]
            : SnapshotWriter.Write(document.Schema!) != text ? ["other bytes"]
            : [];
    });

    [Fact]
    public void Carriage_returns_and_a_byte_order_mark_change_nothing() => SchemaPair.AllObey(static pair =>
        pair.Current.Equals(SnapshotReader.Read("\uFEFF" + SnapshotWriter.Write(pair.Current).Replace("\n", "\r\n")).Schema)
            ? []
            : ["another schema"]);

    /// <summary>So that a merge in which each branch added lines at any place is repaired by a rewrite.</summary>
    [Fact]
    public void The_order_of_tables_types_and_functions_in_a_snapshot_does_not_matter() => SchemaPair.AllObey(static pair =>
    {
        var shuffled = pair.Current with
        {
            Tables = pair.Current.Tables.Reverse().ToEquatableArray(),
            Types = pair.Current.Types.Reverse().ToEquatableArray(),
            Functions = pair.Current.Functions.Reverse().ToEquatableArray(),
            Views = pair.Current.Views.Reverse().ToEquatableArray(),
            VisibilityFilters = pair.Current.VisibilityFilters.Reverse().ToEquatableArray(),
        };
        return pair.Current.Equals(SnapshotReader.Read(SnapshotWriter.Write(shuffled)).Schema) ? [] : ["another schema"];
    });

    [Fact]
    public void The_code_of_a_schema_is_read_as_that_schema_whatever_the_order_of_its_declarations_and_files()
    {
        foreach (var pair in SchemaPair.All.Take(120))
        {
            var declarations = SchemaSource.Of(pair.Current);
            Assert.True(
                SnapshotWriter.Write(pair.Current) == SnapshotWriter.Write(ModuleCompilation.ReadSchema(declarations)),
                $"{Difference(pair.Current, declarations)}\n{pair}\n{string.Join('\n', declarations)}");
            new Random(pair.Seed).Shuffle(declarations);
            Assert.True(pair.Current.Equals(ModuleCompilation.ReadSchema(declarations)), $"shuffled\n{pair}");
            Assert.True(pair.Current.Equals(ModuleCompilation.ReadSchema(string.Join('\n', declarations))), $"in one file\n{pair}");
        }
    }

    [Fact]
    public void Every_change_of_a_schema_has_a_place_in_its_snapshot_or_its_code() => SchemaPair.AllObey(static pair =>
    {
        var places = SnapshotReader.Read(SnapshotWriter.Write(pair.Deployed));
        return pair.Changes()
            .Where(change => change.Deployed is { } deployed && places.PlaceOf(deployed).Length == 0 && deployed != SchemaElement.Module)
            .Select(static change => $"{change.Kind} {change.Deployed}");
    });

    private static string Difference(ModuleSchema schema, string[] declarations) => string.Join('\n',
        SnapshotWriter.Write(ModuleCompilation.ReadSchema(declarations)).Split('\n').Except(SnapshotWriter.Write(schema).Split('\n')));
}
