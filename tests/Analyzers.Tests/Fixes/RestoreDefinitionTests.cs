using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class RestoreDefinitionTests
{
    private const string Key = RestoreDefinitionCodeFix.EquivalenceKey;

    private const string Deployed = "[Table] public partial struct Player { public uint Id; public Place Place; }\n";

    private const string Edited = "[Table] public partial struct Player { public uint Id; public Place {|STS1003:Place|}; }\n";

    [Fact]
    public Task A_struct_that_was_an_enum() => Verify.Source(
        Deployed + "[Type] public enum Place { Home, Away }",
        Edited + """
        /// <summary>Where somebody is.</summary>
        [Type]
        public partial struct Place
        {
            public int X;
        }
        """,
        Deployed + """
        /// <summary>Where somebody is.</summary>
        [Type]
        public enum Place
        {
            Home,
            Away,
        }
        """,
        Key,
        "Declare 'Place' as the enum that is deployed");

    [Fact]
    public Task What_is_said_of_members_that_go_is_not_lost_unsaid() => Verify.Source(
        Deployed + "[Type] public enum Place { Home, Away }",
        Edited + """
        [Type] // where
        public partial struct Place
        {
            // from the left
            public int X;
        }
        """,
        Deployed + """
        [Type] // where
        public enum Place
        {
            Home,
            Away,
        }
        """,
        Key,
        "Declare 'Place' as the enum that is deployed, without the comments in it");

    [Fact]
    public Task An_enum_that_was_a_struct() => Verify.Source(
        Deployed + "[Type] public partial struct Place { public int X; public List<byte> Path; }",
        Edited + "[Type] public enum Place { Home }",
        Deployed + """
        [Type]
        public partial struct Place
        {
            public int X;
            public byte[] Path;
        }
        """,
        Key,
        "Declare 'Place' as the struct that is deployed");

    [Fact]
    public Task An_enum_that_had_payloads() => Verify.Source(
        "[Table] public partial struct Item { public uint Id; public List<Shape> Shapes; } [Type] public partial record Shape : TaggedEnum<(int Round, string Named)>;",
        "[Table] public partial struct Item { public uint Id; public List<Shape> Shapes; } [Type] public enum Shape { {|STS1008:Round|}, {|STS1008:Named|} }",
        """
        [Table] public partial struct Item { public uint Id; public List<Shape> Shapes; }
        [Type] public partial record Shape : TaggedEnum<(int Round, string Named)>;
        """,
        Key,
        "Declare 'Shape' as the tagged enum that is deployed");

    [Fact]
    public Task The_first_variant_of_what_was_an_enum_of_one() => Verify.Source(
        "[Table] public partial struct Item { public uint Id; public Shape Shape; } [Type] public enum Shape { Round }",
        "[Table] public partial struct Item { public uint Id; public Shape Shape; } [Type] public partial record Shape : TaggedEnum<(Unit Round, string {|STS1007:Named|})>;",
        """
        [Table] public partial struct Item { public uint Id; public Shape Shape; }
        [Type]
        public enum Shape
        {
            Round,
        }
        """,
        Key);

    [Fact]
    public Task Types_that_it_held_and_that_are_gone_come_with_it() => Verify.Source(
        Deployed + "[Type] public partial struct Place { public Zone Zone; } [Type] public enum Zone { North }",
        Edited + "[Type] public enum Place { Home }\n",
        Deployed + """
        [Type]
        public partial struct Place
        {
            public Zone Zone;
        }

        [SpacetimeDB.Type]
        public enum Zone
        {
            North,
        }

        """,
        Key);

    [Fact]
    public Task Methods_are_not_thrown_away() => Verify.NotOffered(
        Deployed + "[Type] public enum Place { Home }",
        Edited + "[Type] public partial struct Place { public int X; public readonly int Twice() => X * 2; }",
        Key);

    [Fact]
    public Task Not_where_the_code_needs_what_it_is_now() => Verify.NotOffered(
        Deployed + "[Type] public enum Place { Home }",
        Edited + "[Type] public partial struct Place { public int X; } static class Places { public static int Of(Player player) => player.Place.X; }",
        Key);

    [Fact]
    public Task What_became_another_type_of_its_kind_is_restored_member_by_member() => Verify.NotOffered(
        Deployed + "[Type] public partial struct Place { public int X; }",
        Deployed + "[Type] public partial class Place { public long {|STS1008:X|}; }",
        Key);
}
