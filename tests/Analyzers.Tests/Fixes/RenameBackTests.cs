using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class RenameBackTests
{
    private const string Key = RenameBackCodeFix.EquivalenceKey;

    private const string Deployed = """
        [Table] public partial struct Player
        {
            public uint Id;
            public string Name;
        }
        """;

    private const string Edited = """
        [Table] public partial struct Player
        {
            public uint Id;
            /// <summary>What others see.</summary>
            public string {|STS1002:DisplayName|}; // never empty
        }

        public static class Module
        {
            [Reducer] public static void {|STS0003:Join|}(ReducerContext ctx, string name) => ctx.Db.Player.Insert(new Player { DisplayName = name });
        }
        """;

    [Fact]
    public Task A_renamed_column_gets_its_name_back_with_all_uses() => Verify.Source(
        Deployed,
        Edited,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            /// <summary>What others see.</summary>
            public string Name; // never empty
        }

        public static class Module
        {
            [Reducer] public static void {|STS0003:Join|}(ReducerContext ctx, string name) => ctx.Db.Player.Insert(new Player { Name = name });
        }
        """,
        Key,
        "Rename 'DisplayName' back to 'Name'");

    [Fact]
    public Task Or_the_code_keeps_the_new_name_as_a_property() => Verify.Source(
        Deployed,
        Edited,
        """
        [Table] public partial struct Player
        {
            public uint Id;
            /// <summary>What others see.</summary>
            public string Name; // never empty
            public string DisplayName { readonly get => Name; set => Name = value; }
        }

        public static class Module
        {
            [Reducer] public static void {|STS0003:Join|}(ReducerContext ctx, string name) => ctx.Db.Player.Insert(new Player { DisplayName = name });
        }
        """,
        RenameBackCodeFix.PropertyKey,
        "Rename the column back to 'Name', and keep 'DisplayName' as a property");

    [Fact]
    public Task A_field_of_a_stored_type_gets_its_name_back_to_the_letter() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public Device Device; } [Type] public partial struct Device { public int iOS; }",
        "[Table] public partial struct Player { public uint Id; public Device Device; } [Type] public partial struct Device { public int {|STS1008:IOS|}; }",
        "[Table] public partial struct Player { public uint Id; public Device Device; } [Type] public partial struct Device { public int iOS; }",
        Key,
        "Rename 'IOS' back to 'iOS'");

    [Fact]
    public Task Swapped_and_several_renames_are_taken_back_together() => Verify.Source(
        "[Table] public partial class Item { public uint Id; public uint Width; public uint Height; }",
        "[Table] public partial class Item { public uint Id; public uint {|STS1002:SizeX|}; public uint {|STS1002:SizeY|}; }",
        "[Table] public partial class Item { public uint Id; public uint Width; public uint Height; }",
        Key);

    [Fact]
    public Task Several_properties_are_written_together() => Verify.Source(
        """
        [Table] public partial class Item
        {
            public uint Id;
            public uint Width;
            public uint Height;
        }
        """,
        """
        [Table] public partial class Item
        {
            public uint Id;
            public uint {|STS1002:SizeX|};
            public uint {|STS1002:SizeY|};
        }
        """,
        """
        [Table] public partial class Item
        {
            public uint Id;
            public uint Width;
            public uint Height;
            public uint SizeX { get => Width; set => Width = value; }
            public uint SizeY { get => Height; set => Height = value; }
        }
        """,
        RenameBackCodeFix.PropertyKey);

    [Fact]
    public Task Names_in_attributes_follow() => Verify.Source(
        """
        [Table]
        [SpacetimeDB.Index.BTree(Accessor = "place", Columns = new[] { "X", "Y" })]
        public partial struct Tile { public int X; public int Y; }
        """,
        """
        [Table]
        [SpacetimeDB.Index.BTree(Accessor = "place", Columns = new[] { "X", "Row" })]
        public partial struct Tile { public int X; public int {|STS1002:Row|}; }
        """,
        """
        [Table]
        [SpacetimeDB.Index.BTree(Accessor = "place", Columns = new[] { "X", "Y" })]
        public partial struct Tile { public int X; public int Y; }
        """,
        Key);

    [Fact]
    public Task Names_in_attributes_of_another_row_of_that_name_stay() => Verify.Source(
        """
        public static partial class Near { [Table(Accessor = "NearTile")] public partial struct Tile { public int X; public int Y; } }
        public static partial class Far { [Table(Accessor = "FarTile"), SpacetimeDB.Index.BTree(Accessor = "place", Columns = new[] { "X", "Row" })] public partial struct Tile { public int X; public int Row; } }
        """,
        """
        public static partial class Near { [Table(Accessor = "NearTile")] public partial struct Tile { public int X; public int {|STS1002:Row|}; } }
        public static partial class Far { [Table(Accessor = "FarTile"), SpacetimeDB.Index.BTree(Accessor = "place", Columns = new[] { "X", "Row" })] public partial struct Tile { public int X; public int Row; } }
        """,
        """
        public static partial class Near { [Table(Accessor = "NearTile")] public partial struct Tile { public int X; public int Y; } }
        public static partial class Far { [Table(Accessor = "FarTile"), SpacetimeDB.Index.BTree(Accessor = "place", Columns = new[] { "X", "Row" })] public partial struct Tile { public int X; public int Row; } }
        """,
        Key);

    [Fact]
    public Task A_recased_unique_column_keeps_its_accessor_by_its_name() => Verify.Source(
        "[Table] public partial struct Player { [Unique] public uint playerId; public string Name; }",
        "[Table] public partial struct Player { [Unique] public uint {|STS1010:{|STS0003:PlayerId|}|}; public string Name; }",
        "[Table] public partial struct Player { [Unique] public uint playerId; public string Name; }",
        Key,
        "Rename 'PlayerId' back to 'playerId'");

    [Fact]
    public Task A_renamed_field_of_a_stored_type_gets_its_name_back() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct Point { public int X; public int Y; }",
        "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct Point { public int X; public int {|STS1008:Height|}; }",
        "[Table] public partial struct Player { public uint Id; public Point Position; } [Type] public partial struct Point { public int X; public int Y; }",
        Key);

    [Fact]
    public Task A_renamed_variant_gets_its_name_back_with_all_uses() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public Mood Mood; } [Type] public enum Mood { Calm, Wild }",
        "[Table] public partial struct Player { public uint Id; public Mood Mood; public readonly bool IsAngry => Mood == Mood.Angry; } [Type] public enum Mood { Calm, {|STS1006:Angry|} }",
        "[Table] public partial struct Player { public uint Id; public Mood Mood; public readonly bool IsAngry => Mood == Mood.Wild; } [Type] public enum Mood { Calm, Wild }",
        Key);

    [Fact]
    public Task A_member_of_the_old_name_is_in_the_way() => Verify.NotOffered(
        "[Table] public partial struct Player { public uint Id; public string Name; }",
        "[Table] public partial struct Player { public uint Id; public string {|STS1002:DisplayName|}; public readonly string Name => DisplayName; }",
        Key);

    [Fact]
    public Task A_field_that_shares_its_declaration_is_renamed_alone() => Verify.Source(
        "[Table] public partial struct Tile { public uint Id; public int X, Y; }",
        "[Table] public partial struct Tile { public uint Id; public int X, {|STS1002:Row|}; }",
        "[Table] public partial struct Tile { public uint Id; public int X, Y; }",
        Key);

    [Fact]
    public Task Two_tables_of_one_row_type_are_renamed_at_once() => Verify.Source(
        "[Table(Accessor = \"Online\"), Table(Accessor = \"Offline\")] public partial struct Player { public uint Id; public string Name; }",
        "[Table(Accessor = \"Online\"), Table(Accessor = \"Offline\")] public partial struct Player { public uint Id; public string {|STS1002:{|STS1002:DisplayName|}|}; }",
        "[Table(Accessor = \"Online\"), Table(Accessor = \"Offline\")] public partial struct Player { public uint Id; public string Name; }",
        Key);

    [Fact]
    public Task Not_to_the_accessor_of_an_index_that_was_no_name_of_a_field() => Verify.NotOffered(
        """[Table] public partial struct Player { public uint Id; [SpacetimeDB.Index.BTree(Accessor = "ByCode")] public uint Code; }""",
        """[Table] public partial struct Player { public uint Id; [Unique] public uint {|STS1103:{|STS1010:Code|}|}; }""",
        Key);

    [Fact]
    public Task Attributes_that_name_the_field_mean_the_column_and_not_the_property() => Verify.Source(
        """
        [Table]
        [SpacetimeDB.Index.BTree(Accessor = "ByBoth", Columns = new[] { nameof(Level), nameof(Player.Name) })]
        public partial struct Player { public uint Id; public uint Level; public string Name; }
        """,
        """
        [Table]
        [SpacetimeDB.Index.BTree(Accessor = "ByBoth", Columns = new[] { nameof(Level), nameof(Player.Title) })]
        public partial struct Player { public uint Id; public uint Level; public string {|STS1002:Title|}; }
        """,
        """
        [Table]
        [SpacetimeDB.Index.BTree(Accessor = "ByBoth", Columns = new[] { nameof(Level), nameof(Player.Name) })]
        public partial struct Player { public uint Id; public uint Level; public string Name; public string Title { readonly get => Name; set => Name = value; } }
        """,
        RenameBackCodeFix.PropertyKey);

    [Fact]
    public Task The_key_of_a_view_is_renamed_with_its_column() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public string Name; } public static class Module { [View(Accessor = \"All\", Public = true, PrimaryKey = \"Id\")] public static List<Player> All(ViewContext ctx) => new(); }",
        "[Table] public partial struct Player { public uint {|STS1002:Key|}; public string Name; } public static class Module { [View(Accessor = \"All\", Public = true, PrimaryKey = \"Key\")] public static List<Player> {|STS2002:All|}(ViewContext ctx) => new(); }",
        "[Table] public partial struct Player { public uint Id; public string Name; } public static class Module { [View(Accessor = \"All\", Public = true, PrimaryKey = \"Id\")] public static List<Player> All(ViewContext ctx) => new(); }",
        Key);

    [Fact]
    public Task Case_counts_where_names_are_not_converted() => Verify.Source(
        "[Table] public partial struct player { public uint id; public Mood mood; } [Type] public enum Mood { calm, sad } public static class Module { [SpacetimeDB.Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None; }",
        "[Table] public partial struct player { public uint id; public Mood mood; } [Type] public enum Mood { calm, {|STS1006:Angry|} } public static class Module { [SpacetimeDB.Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None; }",
        "[Table] public partial struct player { public uint id; public Mood mood; } [Type] public enum Mood { calm, sad } public static class Module { [SpacetimeDB.Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None; }",
        Key);
}
