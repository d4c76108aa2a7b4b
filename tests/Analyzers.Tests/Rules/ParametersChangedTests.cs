using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS2006.</summary>
public class ParametersChangedTests
{
    private const string Player = "[Table] public partial struct Player { public uint Id; }";
    private const string Deployed =
        $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, string name) { } }""";

    [Fact]
    public Task Calls_with_another_number_of_values_fail() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2006:SetName|}(ReducerContext ctx, string name, bool shout) { } }""",
        says: "'SetName' changed from (string name) to (string name, bool shout). It takes 2 instead of 1 values, and calls of old clients fail with 'invalid arguments'. Publish says nothing. Add a new one beside it, and keep the old one until no client calls it.",
        with: new()
        {
            Severity = DiagnosticSeverity.Warning,
            Change = "ChangeParameters",
            Publish = "allowed",
            Disconnects = false,
            Affects = "set_name",
        });

    [Theory]
    [InlineData("uint name")]
    [InlineData("string? name")]
    [InlineData("List<string> name")]
    public Task Calls_with_another_type_fail(string parameter) => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2006:SetName|}(ReducerContext ctx, {{parameter}}) { } }""");

    [Fact]
    public Task What_a_procedure_returns_is_a_part_of_it() => Verify.Finding(
        deployed: $$"""{{Player}} public static class Module { [Procedure] public static uint Count(ProcedureContext ctx) => 1; }""",
        edited: $$"""{{Player}} public static class Module { [Procedure] public static ulong {|STS2006:Count|}(ProcedureContext ctx) => 1; }""",
        says: "'Count' changed from () -> u32 to () -> u64. It returns another type, and old clients misread the answer, or fail at it. Publish says nothing. Add a new one beside it, and keep the old one until no client calls it.");

    [Fact]
    public Task The_name_of_a_parameter_hurts_nobody() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void {|STS0003:SetName|}(ReducerContext ctx, string newName) { } }""",
        says: "The snapshot lacks that 'SetName' takes its values under other names now. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Fact]
    public Task Its_place_does() => Verify.Finding(
        deployed: $$"""{{Player}} public static class Module { [Reducer] public static void Move(ReducerContext ctx, int x, int y) { } }""",
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2006:Move|}(ReducerContext ctx, int y, int x) { } }""",
        says: "'Move' changed from (i32 x, i32 y) to (i32 y, i32 x). 'y' stands in another place, and calls of old clients are misread. Publish says nothing. Add a new one beside it, and keep the old one until no client calls it.");

    [Fact]
    public Task What_only_the_host_calls_may_change() => Verify.Finding(
        deployed: """
            [Table(Scheduled = "Tick")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; }
            public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }
            """,
        edited: """
            [Table(Scheduled = "Tick")] public partial struct Timer { [PrimaryKey, AutoInc] public ulong Id; public ScheduleAt ScheduledAt; [Default(0u)] public uint {|STS2001:Count|}; }
            public static class Module { [Reducer] public static void Tick(ReducerContext ctx, Timer row) { } }
            """);

    [Fact]
    public Task A_half_typed_parameter_is_not_judged() => Verify.HalfTyped(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void SetName(ReducerContext ctx, Missing name) { } }""");

    [Theory]
    [InlineData("Mood mood")]
    [InlineData("List<Mood> moods")]
    [InlineData("Wish wish")]
    public Task A_variant_at_the_end_of_what_it_takes_breaks_no_caller(string parameter) => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm } [Type] public partial struct Wish { public Mood Mood; } public static class Module { [Reducer] public static void Cheer(ReducerContext ctx, {{parameter}}) { } }""",
        edited: $$"""{{Player}} [Type] public enum Mood { Calm, Wild } [Type] public partial struct Wish { public Mood Mood; } public static class Module { [Reducer] public static void {|STS0003:Cheer|}(ReducerContext ctx, {{parameter}}) { } }""",
        says: "The snapshot lacks new variants, fields or names in types that 'Cheer' takes or returns. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Fact]
    public Task Such_a_variant_is_reported_once_where_a_column_holds_it_too() => Verify.Finding(
        deployed: "[Table(Public = true)] public partial struct Pet { public Mood Mood; } [Type] public enum Mood { Calm } public static class Module { [Reducer] public static void Cheer(ReducerContext ctx, Mood mood) { } }",
        edited: "[Table(Public = true)] public partial struct Pet { public Mood Mood; } [Type] public enum Mood { Calm, {|STS2008:Wild|} } public static class Module { [Reducer] public static void Cheer(ReducerContext ctx, Mood mood) { } }");

    /// <summary>The generators send what a transaction gave without its wrapping.</summary>
    [Fact]
    public Task What_a_transaction_gave_is_the_answer() => Verify.Finding(
        deployed: $$"""{{Player}} public static class Module { [Procedure] public static ProcedureContext.TxOutcome<uint> Count(ProcedureContext ctx) => default; }""",
        edited: $$"""{{Player}} public static class Module { [Procedure] public static ProcedureContext.TxOutcome<string> {|STS2006:Count|}(ProcedureContext ctx) => default; }""",
        says: "'Count' changed from () -> u32 to () -> string. It returns another type, and old clients misread the answer, or fail at it. Publish says nothing. Add a new one beside it, and keep the old one until no client calls it.");

    [Fact]
    public Task What_a_procedure_returns_may_not_grow() => Verify.Finding(
        deployed: $$"""{{Player}} [Type] public enum Mood { Calm } public static class Module { [Procedure] public static Mood Ask(ProcedureContext ctx) => Mood.Calm; }""",
        edited: $$"""{{Player}} [Type] public enum Mood { Calm, Wild } public static class Module { [Procedure] public static Mood {|STS2006:Ask|}(ProcedureContext ctx) => Mood.Calm; }""",
        says: "'Ask' is written as before, but a type behind it is not. It returns a type with new variants, and old clients fail at the first answer that holds one. Publish says nothing. Add a new one beside it, and keep the old one until no client calls it.");

    /// <summary>An answer is decoded alone, and nobody looks at what is left of it.</summary>
    [Theory]
    [InlineData("void Ask", "uint Ask")]
    [InlineData("Score Ask", "Score Ask", "uint Points;", "uint Points; public string Title;")]
    public Task What_comes_behind_what_old_clients_know_hurts_nobody(string old, string @new, string oldType = " ", string newType = " ")
    {
        var source =
            $$"""[Type] public partial struct Score { public uint Points; } public static class Module { [Procedure] public static {{old}}(ProcedureContext ctx) => throw new System.Exception(); }""";
        return Verify.Finding(source, edited: source.Replace(oldType, newType).Replace(old, @new.Replace("Ask", "{|STS0003:Ask|}")));
    }

    private const string Wishes =
        $$"""{{Player}} [Type] public partial struct Wish { public int Amount; public string Text; } [Type] public enum Mood { Calm, Wild } """;

    private const string WishTaker =
        "public static class Module { [Reducer] public static void Wish(ReducerContext ctx, List<Wish> wishes, Mood mood) { } }";

    /// <summary>BSATN has no names: an old client's bytes are read as it wrote them.</summary>
    [Theory]
    [InlineData("int Amount", "int Count")]
    [InlineData("Calm, Wild", "Calm, Fierce")]
    public Task A_member_that_is_only_called_otherwise_breaks_no_caller(string old, string @new) => Verify.Finding(
        Wishes + WishTaker,
        edited: Wishes.Replace(old, @new) + WishTaker.Replace("void Wish", "void {|STS0003:Wish|}"),
        says: "The snapshot lacks new variants, fields or names in types that 'Wish' takes or returns. Publish allows it; after you have published, take it over with the fix or with 'dotnet build -t:UpdateSchema'.");

    [Theory]
    [InlineData("int Amount", "uint Amount")]
    [InlineData("int Amount", "string Count")]
    [InlineData("public int Amount; public string Text;", "public string Text; public int Amount;")]
    [InlineData("public int Amount; public string Text;", "public int Text; public string Amount;")]
    [InlineData("public string Text;", "")]
    [InlineData("public string Text;", "public string Text; public bool IsLoud;")]
    [InlineData("Calm, Wild", "Wild, Calm")]
    [InlineData("Calm, Wild", "Calm")]
    [InlineData("Calm, Wild", "Sad, Calm, Wild")]
    public Task A_type_that_only_a_reducer_takes_breaks_its_callers(string old, string @new) => Verify.Finding(
        Wishes + WishTaker,
        edited: Wishes.Replace(old, @new) + WishTaker.Replace("void Wish", "void {|STS2006:Wish|}"),
        with: new() { Severity = DiagnosticSeverity.Warning, Change = "ChangeParameters", Publish = "allowed", Affects = "wish" });

    [Fact]
    public Task It_is_said_that_the_type_is_behind_it() => Verify.Finding(
        Wishes + WishTaker,
        edited: Wishes.Replace("int Amount", "uint Amount") + WishTaker.Replace("void Wish", "void {|STS2006:Wish|}"),
        says: "'Wish' is written as before, but a type behind it is not. The type of 'wishes' is another one, and calls of old clients fail with 'invalid arguments', or are misread. Publish says nothing. Add a new one beside it, and keep the old one until no client calls it.");

    [Fact]
    public Task A_value_too_many_fails_as_well() => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} public static class Module { [Reducer] public static void {|STS2006:SetName|}(ReducerContext ctx) { } }""",
        says: "'SetName' changed from (string name) to (). It takes 0 instead of 1 values, and calls of old clients fail. Publish says nothing. Add a new one beside it, and keep the old one until no client calls it.");

    [Theory]
    [InlineData("Timestamp", "TimeDuration")]
    [InlineData("ConnectionId", "Uuid")]
    [InlineData("Timestamp?", "TimeDuration?")]
    public Task The_same_bytes_of_another_special_type_are_misread(string before, string after) => Verify.Finding(
        deployed: $"public static class Module {{ [Reducer] public static void Go(ReducerContext ctx, {before} at) {{ }} }}",
        edited: $"public static class Module {{ [Reducer] public static void {{|STS2006:Go|}}(ReducerContext ctx, {after} at) {{ }} }}");

    [Fact]
    public Task An_answer_with_fewer_variants_is_understood() => Verify.Findings(
        deployed: "[Type] public enum Mood { Calm, Wild, Odd } public static class Module { [Procedure] public static Mood Feel(ProcedureContext ctx) => default; }",
        edited: "[Type] public enum Mood { Calm, Wild } public static class Module { [Procedure] public static Mood {|STS0003:Feel|}(ProcedureContext ctx) => default; }");

    [Fact]
    public Task A_parameter_with_fewer_variants_is_not() => Verify.Finding(
        deployed: "[Type] public enum Mood { Calm, Wild, Odd } public static class Module { [Reducer] public static void Feel(ReducerContext ctx, Mood mood) { } }",
        edited: "[Type] public enum Mood { Calm, Wild } public static class Module { [Reducer] public static void {|STS2006:Feel|}(ReducerContext ctx, Mood mood) { } }");

    [Theory]
    [InlineData("public static partial void SetName(ReducerContext ctx, string other) { }")]
    [InlineData("public static partial void SetName(ReducerContext context, string name) { }")]
    public Task A_partial_reducer_is_that_part_which_has_the_attribute(string other) => Verify.NoFinding(
        Deployed,
        edited: $$"""{{Player}} public static partial class Module { [Reducer] public static partial void SetName(ReducerContext ctx, string name); {{other}} }""");

    [Theory]
    [InlineData("[Reducer] ", "{|STS2006:SetName|}", "", "SetName")]
    [InlineData("", "SetName", "[Reducer] ", "{|STS2006:SetName|}")]
    public Task Its_changes_are_told_there(string first, string firstName, string second, string secondName) => Verify.Finding(
        Deployed,
        edited: $$"""{{Player}} public static partial class Module { {{first}}public static partial void {{firstName}}(ReducerContext ctx, uint a); {{second}}public static partial void {{secondName}}(ReducerContext ctx, uint b) { } }""");
}
