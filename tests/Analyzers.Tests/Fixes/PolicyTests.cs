using SpacetimeSchema.Analyzers.CodeFixes.Attributes;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class PolicyTests
{
    private const string Tables = "[Table] public partial struct PlayerState { public uint PlayerId; }\n";

    [Fact]
    public Task A_changed_policy_changes_back() => Verify.Source(
        Tables + "public static class Module { [Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.SnakeCase; }",
        Tables + "public static class Module { [Settings] public const CaseConversionPolicy {|STS1013:Policy|} = CaseConversionPolicy.None; }",
        Tables + "public static class Module { [Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.SnakeCase; }",
        PolicyCodeFix.EquivalenceKey,
        "Use the policy SnakeCase again");

    [Fact]
    public Task Whatever_it_is_declared_by() => Verify.Source(
        Tables + "public static class Module { [Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.SnakeCase; }",
        Tables + "public static class Module { [Settings] public const CaseConversionPolicy {|STS1013:Policy|} = default; /* as written */ }",
        Tables + "public static class Module { [Settings] public const CaseConversionPolicy Policy = SpacetimeDB.CaseConversionPolicy.SnakeCase; /* as written */ }",
        PolicyCodeFix.EquivalenceKey);

    [Fact]
    public Task A_policy_that_is_no_longer_declared_is_declared_behind_the_first_table() => Verify.Source(
        Tables + "public static class Module { [Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None; }",
        Tables.Replace("PlayerState", "{|STS1013:PlayerState|}"),
        Tables + """

            public static partial class ModuleSettings
            {
                [SpacetimeDB.Settings]
                public const SpacetimeDB.CaseConversionPolicy Policy = SpacetimeDB.CaseConversionPolicy.None;
            }

            """,
        PolicyCodeFix.EquivalenceKey,
        "Use the policy None again");

    [Theory]
    [InlineData("\t")]
    [InlineData("  ")]
    public Task It_is_indented_as_the_file_is(string step) => Verify.Source(
        Tables + "public static class Module { [Settings] public const CaseConversionPolicy Policy = CaseConversionPolicy.None; }",
        $"[Table]\npublic partial struct {{|STS1013:PlayerState|}}\n{{\n{step}public uint PlayerId;\n}}\n",
        $"[Table]\npublic partial struct PlayerState\n{{\n{step}public uint PlayerId;\n}}\n\npublic static partial class ModuleSettings\n{{\n"
            + $"{step}[SpacetimeDB.Settings]\n{step}public const SpacetimeDB.CaseConversionPolicy Policy = SpacetimeDB.CaseConversionPolicy.None;\n}}\n",
        PolicyCodeFix.EquivalenceKey);
}
