using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>
/// Changes of types in a referenced assembly, where nothing can be reported: they stand at what of the module holds them.
/// </summary>
public class LibraryTypeTests
{
    private const string Row = "[Table] public partial struct Row { public uint Id; public V {|STS1008:C|}; }";

    private const string Deployed = "public partial struct V { public int X; }";

    [Theory]
    [InlineData(Deployed, "public partial struct V { public int X; public int Y; }", Row)]
    [InlineData(Deployed, "public partial struct V { public long X; }", Row)]
    [InlineData(
        "public partial struct V { public int X; public int Y; }",
        Deployed,
        """
        [Table] public partial struct Row { public uint Id; public List<V?> {|STS1008:First|}; public V Second; }
        [Table] public partial struct Other { public V Third; }
        """)]
    [InlineData(
        "public enum V { A, B }",
        "public enum V { A, Bb }",
        "[Table] public partial struct Row { public uint Id; public V {|STS1006:C|}; }")]
    [InlineData(
        "public partial record V : TaggedEnum<(int A, string B)>;",
        "public partial record V : TaggedEnum<(int A, uint B)>;",
        Row)]
    public async Task An_edit_is_told_once_at_the_first_column_that_holds_the_type(string before, string after, string module)
    {
        var deployed = Library.Of($"[SpacetimeDB.Type] {before}");
        await Run(module, deployed, Library.Of($"[SpacetimeDB.Type] {after}"));
        await Run(Unmarked(module), deployed, deployed);
    }

    [Fact]
    public Task So_it_is_where_both_are_in_one_solution() => Run(
        Row,
        Library.Of($"[SpacetimeDB.Type] {Deployed}"),
        Library.InTheSameSolution("[SpacetimeDB.Type] public partial struct V { public int X; public int Y; }"));

    [Fact]
    public Task A_column_may_get_a_type_of_a_library() => Run(
        "[Table] public partial struct Row { public uint Id; public V {|STS1003:C|}; }",
        Library.Of(""),
        Library.Of($"[SpacetimeDB.Type] {Deployed}"),
        "[Table] public partial struct Row { public uint Id; public int C; }");

    [Fact]
    public Task A_type_may_change_as_it_moves_into_the_library() => Run(
        Row,
        Library.Of(""),
        Library.Of("[SpacetimeDB.Type] public partial struct V { public long X; }"),
        $"[Table] public partial struct Row {{ public uint Id; public V C; }} [SpacetimeDB.Type] {Deployed}");

    [Fact]
    public Task Two_types_of_one_name_are_told_at_that_of_the_module() => Run(
        """
        [Table] public partial struct Row { public uint Id; public V C; }
        [Table] public partial struct Other { public Own.V C; }
        namespace Own { [SpacetimeDB.Type] public partial struct {|STS1015:V|} { public int Y; } }
        """,
        Library.Of($"[SpacetimeDB.Type] {Deployed}"),
        Library.Of($"[SpacetimeDB.Type] {Deployed}"),
        "[Table] public partial struct Row { public uint Id; public V C; } [Table] public partial struct Other { public V C; }");

    /// <param name="before">What was deployed, where it is not the module without its marks.</param>
    private static Task Run(string module, MetadataReference deployed, MetadataReference library, string? before = null)
    {
        var test = new SchemaTest(module).Against(Library.Snapshot(before ?? Unmarked(module), deployed)).HalfTyped();
        test.TestState.AdditionalReferences.Add(library);
        return test.RunAsync();
    }

    private static string Unmarked(string module) => module.Replace("{|STS1008:", "").Replace("{|STS1006:", "").Replace("|}", "");
}
