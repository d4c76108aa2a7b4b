using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class RestoreVariantsTests
{
    private const string Key = RestoreVariantsCodeFix.EquivalenceKey;

    private const string Player = "[Table] public partial struct Player { public uint Id; public Mood Mood; }\n";

    private const string Item = "[Table] public partial struct Item { public uint Id; public Shape Shape; }\n";

    [Fact]
    public Task A_removed_variant_comes_back() => Verify.Source(
        Player + "[Type] public enum Mood { Calm, Wild, Odd }",
        Player + "[Type] public enum {|STS1006:Mood|} { Calm, Odd }",
        Player + "[Type] public enum Mood { Calm, Wild, Odd }",
        Key,
        "Restore the variants of 'Mood'");

    [Fact]
    public Task One_that_was_last_comes_back_on_its_own_line() => Verify.Source(
        Player + "[Type] public enum Mood { Calm, Wild, Odd }",
        Player + """
        [Type] public enum {|STS1006:Mood|}
        {
            Calm,
            Wild
        }
        """,
        Player + """
        [Type] public enum Mood
        {
            Calm,
            Wild,
            Odd
        }
        """,
        Key);

    [Fact]
    public Task An_inserted_variant_goes_to_the_end_with_its_comment() => Verify.Source(
        Player + "[Type] public enum Mood { Calm, Wild }",
        Player + """
        [Type]
        public enum Mood
        {
            Calm,
            /// <summary>Neither.</summary>
            {|STS1006:Odd|},
            Wild,
        }
        """,
        Player + """
        [Type]
        public enum Mood
        {
            Calm,
            Wild,
            /// <summary>Neither.</summary>
            {|STS2008:Odd|},
        }
        """,
        Key,
        "Restore the variants of 'Mood', and keep new ones behind them");

    [Fact]
    public Task A_moved_variant_goes_back() => Verify.Source(
        Player + "[Type] public enum Mood { Calm, Wild, Odd }",
        Player + "[Type] public enum Mood { Calm, {|STS1006:Odd|}, Wild }",
        Player + "[Type] public enum Mood { Calm, Wild, Odd }",
        Key);

    [Fact]
    public Task The_cases_of_a_tagged_enum_come_back_with_their_payloads() => Verify.Source(
        Item + "[Type] public partial record Shape : TaggedEnum<(uint Circle, List<int> Path, string Label)>;",
        Item + "[Type] public partial record {|STS1006:Shape|} : TaggedEnum<(uint Circle, string Label)>;",
        Item + "[Type] public partial record Shape : TaggedEnum<(uint Circle, List<int> Path, string Label)>;",
        Key);

    [Fact]
    public Task On_lines_of_their_own_they_stay_so() => Verify.Source(
        Item + "[Type] public partial record Shape : TaggedEnum<(uint Circle, uint Square, string Label)>;",
        Item + """
        [Type]
        public partial record Shape : TaggedEnum<(
            uint Circle,
            string {|STS1006:Label|},
            uint Square
        )>;
        """,
        Item + """
        [Type]
        public partial record Shape : TaggedEnum<(
            uint Circle,
            uint Square,
            string Label
        )>;
        """,
        Key);

    [Fact]
    public Task A_retyped_payload_gets_its_type_back() => Verify.Source(
        Item + "[Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        Item + "[Type] public partial record Shape : TaggedEnum<(int {|STS1008:Circle|}, Unit None)>;",
        Item + "[Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        Key,
        "Change 'Circle' back to uint");

    [Fact]
    public Task Its_comment_stays() => Verify.Source(
        Item + "[Type] public partial record Shape : TaggedEnum<(uint Circle, Unit None)>;",
        Item + """
        [Type]
        public partial record Shape : TaggedEnum<(
            // from the middle
            int {|STS1008:Circle|},     // the radius
            Unit None
        )>;
        """,
        Item + """
        [Type]
        public partial record Shape : TaggedEnum<(
            // from the middle
            uint Circle,     // the radius
            Unit None
        )>;
        """,
        Key);

    [Fact]
    public Task A_case_that_does_not_fit_is_taken_out() => Verify.Source(
        Item + "[Type] public partial record Shape : TaggedEnum<(byte Circle, byte Square)>;",
        Item + "[Type] public partial record Shape : TaggedEnum<(byte Circle, byte Square, ulong {|STS1007:Big|})>;",
        Item + "[Type] public partial record Shape : TaggedEnum<(byte Circle, byte Square)>;",
        RestoreVariantsCodeFix.RemoveKey,
        "Take 'Big' out of 'Shape' again");

    [Fact]
    public Task Line_ends_and_tabs_survive() => Verify.Source(
        Player + "[Type] public enum Mood { Calm, Wild, Odd }",
        Player + "[Type]\r\npublic enum {|STS1006:Mood|}\r\n{\r\n\tCalm, // at first\r\n\tOdd,\r\n}\r\n",
        Player + "[Type]\r\npublic enum Mood\r\n{\r\n\tCalm, // at first\r\n\tWild,\r\n\tOdd,\r\n}\r\n",
        Key);

    [Fact]
    public Task Keywords_are_written_as_names() => Verify.Source(
        Player + "[Type] public enum Mood { @class, @event, Other }",
        Player + "[Type] public enum {|STS1006:{|STS1006:Mood|}|} { Other }",
        Player + "[Type] public enum Mood { @class, @event, Other }",
        Key);

    [Fact]
    public Task A_tagged_enum_of_one_variant_cannot_be_written() => Verify.NotOffered(
        Item + "[Type] public enum Shape { Round }",
        Item + "[Type] public partial record Shape : TaggedEnum<(Unit Round, string {|STS1007:Named|})>;",
        RestoreVariantsCodeFix.RemoveKey);
}
