using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using SpacetimeSchema.Analyzers.Tests.Rules;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class RestorePrimaryKeyTests
{
    private const string Key = RestorePrimaryKeyCodeFix.EquivalenceKey;

    private const string Deployed =
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; [Unique] public string Name; public uint Level; }";

    [Fact]
    public Task Two_keys_that_changed_places_change_back() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct Player
        {
            /// <summary>Its number.</summary>
            [Unique] // one each
            public uint Id;
            [PrimaryKey] public string {|STS2007:Name|};
            public uint Level;
        }
        """,
        """
        [Table] public partial struct Player
        {
            /// <summary>Its number.</summary>
            [PrimaryKey] // one each
            public uint Id;
            [Unique] public string Name;
            public uint Level;
        }
        """,
        Key,
        "Make 'Id' the primary key of 'player' again");

    [Fact]
    public Task A_column_that_lost_its_key_gets_it_back() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct {|STS2009:Player|}
        {
            public uint {|STS2012:Id|};

            [PrimaryKey]
            public string {|STS2007:Name|};
            public uint Level;
        }
        """,
        """
        [Table] public partial struct Player
        {
            [PrimaryKey]
            public uint Id;

            [Unique]
            public string Name;
            public uint Level;
        }
        """,
        Key);

    [Fact]
    public Task A_primary_key_that_was_removed_is_restored_where_it_was() => Verify.Source(
        Deployed,
        "[Table] public partial struct Player { [Unique] public uint {|STS2007:Id|}; [Unique] public string Name; public uint Level; }",
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; [Unique] public string Name; public uint Level; }",
        Key);

    /// <summary>Of its two findings, the other one's fix only takes the key off.</summary>
    [Fact]
    public async Task What_was_no_key_is_none_again_and_has_its_index()
    {
        const string deployed = "using SpacetimeDB; [Table(Accessor = \"Player\")] public partial struct Player { [PrimaryKey] public uint Id; [SpacetimeDB.Index.BTree] public uint Level; }";
        const string edited = "using SpacetimeDB; [Table(Accessor = \"Player\")] public partial struct Player { [Unique] public uint Id; [PrimaryKey] public uint Level; }";
        var project = ModuleWorkspace.Create(edited, DeployedModule.Snapshot(deployed));
        var finding = Assert.Single(await ModuleWorkspace.FindingsAsync(project), static finding => finding.Id == "STS2007");

        var restored = await ModuleWorkspace.ApplyAsync(project, Assert.Single(await ModuleWorkspace.RepairsAsync(project, finding)));

        Assert.Equal(deployed, (await restored.Documents.Single().GetTextAsync()).ToString());
    }

    [Fact]
    public Task An_index_that_took_the_place_of_the_key_goes() => Verify.Source(
        Deployed,
        "[Table] public partial struct Player { [SpacetimeDB.Index.BTree] public uint {|STS2012:Id|}; [PrimaryKey] public string {|STS2007:Name|}; public uint Level; }",
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; [Unique] public string Name; public uint Level; }",
        Key);

    [Fact]
    public Task A_new_column_is_rejected_without_the_key_as_well() => Verify.NotOffered(
        Deployed,
        "[Table] public partial struct Player { [Unique] public uint Id; [Unique] public string Name; public uint Level; [PrimaryKey] public uint {|STS1014:{|STS2007:Code|}|}; }",
        Key);

    [Fact]
    public Task What_two_tables_share_is_left_alone() => Verify.NotOffered(
        """[Table(Accessor = "A"), Table(Accessor = "B")] public partial struct Row { [PrimaryKey] public uint Id; [Unique] public uint Code; }""",
        """[Table(Accessor = "A"), Table(Accessor = "B")] public partial struct Row { [Unique, PrimaryKey(Table = "B")] public uint Id; [Unique, PrimaryKey(Table = "A")] public uint {|STS2007:Code|}; }""",
        Key);
}
