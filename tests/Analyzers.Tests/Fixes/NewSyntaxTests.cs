using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.SchemaCodeFixProvider>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>Code that the oldest compiler does not read.</summary>
public class NewSyntaxTests
{
    [Fact]
    public Task A_type_without_braces_gets_some() => Verify.Source(
        "[Table] public partial struct Player { public uint Id; public Point Place; } [Type] public partial struct Point { public int X; }",
        "[Table] public partial struct Player { public uint Id; public Point Place; } [Type] public partial struct {|STS1008:Point|};",
        """
        [Table] public partial struct Player { public uint Id; public Point Place; } [Type] public partial struct Point
        {
            public int X;
        }
        """,
        RestoreFieldCodeFix.EquivalenceKey);
}
