using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>Conditional compilation in a row: it stands in the way of an edit only where columns depend on it.</summary>
public class ConditionalMemberTests
{
    private const string Deployed = "[Table] public partial struct Npc { public uint Id; public string Name; public float X; }";

    private static string Edited(string condition, string member) => $$"""
        [Table] public partial struct Npc
        {
            public uint Id;
            public uint {|STS1004:{|STS1005:Level|}|};
            public string Name;
        #if {{condition}}
            {{member}}
        #endif

            public float X;
        }
        """;

    [Theory]
    [InlineData("NEVER", "public const string Tag = \"never\";")]
    [InlineData("!NEVER", "public const string Tag = \"always\";")]
    [InlineData("NEVER", "public readonly string Label() => Name;")]
    public Task A_column_moves_past_what_is_none(string condition, string member) => Verify.Source(
        Deployed,
        Edited(condition, member),
        $$"""
        [Table] public partial struct Npc
        {
            public uint Id;
            public string Name;
        #if {{condition}}
            {{member}}
        #endif

            public float X;
            [Default(0)] public uint {|STS2001:Level|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task Columns_before_it_are_put_in_order() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct Npc
        {
            public string {|STS1004:Name|};
            public uint Id;
        #if NEVER
            public const string Tag = "never";
        #endif
            public float X;
        }
        """,
        """
        [Table] public partial struct Npc
        {
            public uint Id;
            public string Name;
        #if NEVER
            public const string Tag = "never";
        #endif
            public float X;
        }
        """,
        RestoreOrderCodeFix.EquivalenceKey);

    /// <summary>Where it is one, or is an attribute of the column behind it, the edit is right under one symbol only.</summary>
    [Theory]
    [InlineData("NEVER", "public bool IsTest;")]
    [InlineData("NEVER", "[System.Obsolete]")]
    [InlineData("!NEVER", "[System.Obsolete]")]
    public Task A_column_stays_where_others_depend_on_conditions(string condition, string member) => Verify.NotOffered(
        Deployed,
        Edited(condition, member),
        MakeColumnAddableCodeFix.ColumnKey);
}
