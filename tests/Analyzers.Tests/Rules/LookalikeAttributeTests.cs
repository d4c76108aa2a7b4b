namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>Attributes of columns are told by their names first, and by what they are when the compiler knows.</summary>
public class LookalikeAttributeTests
{
    private const string Deployed =
        "[Table] public partial struct Player { public uint Id; [Unique] public string Name; [Default(3)] public int Level; }";

    [Fact]
    public Task What_an_alias_stands_for_counts() => Verify.NoFinding(
        Deployed,
        edited: "using Once = SpacetimeDB.UniqueAttribute; [Table] public partial struct Player { public uint Id; [Once] public string Name; [Default(3)] public int Level; }");

    [Fact]
    public Task An_alias_makes_a_column_unique() => Verify.Finding(
        Deployed,
        edited: "using Once = SpacetimeDB.UniqueAttribute; [Table] public partial struct Player { [Once] public uint {|STS1103:Id|}; [Unique] public string Name; [Default(3)] public int Level; }");

    [Fact]
    public Task An_attribute_of_another_library_makes_no_column_unique() => Verify.Findings(
        Deployed,
        edited: "namespace Game; public class UniqueAttribute : Attribute { } [Table] public partial struct {|STS2009:Player|} { public uint Id; [Unique] public string {|STS2012:Name|}; [Default(3)] public int Level; }");

    [Fact]
    public Task What_two_such_attributes_change_is_told_once() => Verify.Findings(
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; [AutoInc] public ulong Number; }",
        edited: "namespace Game; public class PrimaryKeyAttribute : Attribute { } public class AutoIncAttribute : Attribute { } "
            + "[Table] public partial struct {|STS2009:Player|} { [PrimaryKey] public uint {|STS2007:{|STS2012:Id|}|}; [AutoInc] public ulong {|STS0003:Number|}; }");

    /// <summary>The change of a type that a column holds has the row compared at once.</summary>
    [Fact]
    public Task So_is_what_one_changes_beside_a_type() => Verify.Findings(
        "[Type] public enum Rank { Low } [Table] public partial struct Player { public uint Id; [Unique] public string Name; public Rank Rank; }",
        edited: "namespace Game; public class UniqueAttribute : Attribute { } [Type] public enum Rank { Low, {|STS2008:High|} } "
            + "[Table] public partial struct {|STS2009:Player|} { public uint Id; [Unique] public string {|STS2012:Name|}; public Rank Rank; }");

    [Theory]
    [InlineData("[Default(1 + 2)]")]
    [InlineData("[SpacetimeDB.DefaultAttribute(3)]")]
    [InlineData("[global::SpacetimeDB.Default(value: 3)]")]
    [InlineData("[Default(Three)]")]
    public Task A_default_is_what_it_evaluates_to(string written) => Verify.NoFinding(
        Deployed,
        edited: $"[Table] public partial struct Player {{ public uint Id; [Unique] public string Name; {written} public int Level; private const int Three = 3; }}");
}
