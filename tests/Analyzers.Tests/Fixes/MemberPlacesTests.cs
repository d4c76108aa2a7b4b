using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.CodeFixes;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>What does not move stays under the directives that it is under.</summary>
public class MemberPlacesTests
{
    private const string Deployed = "[Table] public partial struct Item { public uint Id; public uint B; public uint C; }";

    [Fact]
    public Task A_column_moves_out_of_a_region_and_no_other_into_it() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct Item
        {
            public uint Id;
            #region Body
            public uint B;
            public uint {|STS1004:{|STS1005:New|}|};
            #endregion

            #region Times
            public uint C;
            #endregion
        }
        """,
        """
        [Table] public partial struct Item
        {
            public uint Id;
            #region Body
            public uint B;
            #endregion

            #region Times
            public uint C;
            #endregion
            [Default(0)] public uint {|STS2001:New|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task A_column_keeps_its_suppression_when_one_before_it_moves() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct Item
        {
            public uint Id;
            public uint {|STS1004:{|STS1005:New|}|};
        #pragma warning disable CS0649
            public uint B;
        #pragma warning restore CS0649
            public uint C;
        }
        """,
        """
        [Table] public partial struct Item
        {
            public uint Id;
        #pragma warning disable CS0649
            public uint B;
        #pragma warning restore CS0649
            public uint C;
            [Default(0)] public uint {|STS2001:New|};
        }
        """,
        MakeColumnAddableCodeFix.ColumnKey);

    [Fact]
    public Task The_column_without_a_suppression_is_the_one_that_moves() => Verify.Source(
        Deployed,
        """
        [Table] public partial struct Item
        {
            public uint Id;
            public uint {|STS1004:C|}; // of all
        #pragma warning disable CS0649
            public uint B;
        #pragma warning restore CS0649
        }
        """,
        """
        [Table] public partial struct Item
        {
            public uint Id;
        #pragma warning disable CS0649
            public uint B;
        #pragma warning restore CS0649
            public uint C; // of all
        }
        """,
        RestoreOrderCodeFix.EquivalenceKey);

    [Theory]
    [InlineData("int A; #region X|int B; int New;#endregion|#region Y|int C;#endregion|", "int A; #region X|int B; #endregion|#region Y|int C; int New;#endregion|", true)]
    [InlineData("int A; #region X|int B; int New;#endregion|#region Y|int C;#endregion|", "int A; #region X|int B; #endregion|#region Y|int C;#endregion|int New;", true)]
    [InlineData("int A; #region X|int B; int New;#endregion|#region Y|int C;#endregion|", "int A; #region X|int B; int C;#endregion|#region Y|int New;#endregion|", false)]
    [InlineData("int A; int New;#region X|int B;#endregion|int C;", "int A; int B;#region X|int C;#endregion|int New;", false)]
    [InlineData("#region X|int A; int B;#endregion|int C;", "#region X|#endregion|int C; int A; int B;", true)]
    public async Task An_edit_in_which_others_slide_is_seen(string before, string after, bool isSound)
    {
        var project = ModuleWorkspace.Create(Type(before), "{}");
        var changed = project.Solution.WithDocumentText(
            project.DocumentIds.Single(), SourceText.From(Type(after)));
        Assert.Equal(isSound, await Directives.AsBeforeAsync(project.Solution, changed, CancellationToken.None));

        static string Type(string members) => $"struct S\n{{\n{members.Replace("#", "\n#").Replace("|", "\n")}\n}}\n";
    }
}
