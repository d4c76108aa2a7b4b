using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using SpacetimeSchema.Analyzers.CodeFixes.Columns;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class FloatSuffixTests
{
    [Fact]
    public Task A_literal_that_lacks_its_suffix_gets_it() => Verify(
        "[{|STS4001:Default(1.5)|}] public float Speed;", "[Default(1.5f)] public float Speed;", "Write '1.5f'");

    [Fact]
    public Task So_do_all_of_a_module_with_a_sign_an_exponent_or_a_comment() => Verify(
        "[{|STS4001:Default(-1.5)|}] public float A; [{|STS4001:Default(2.5e-3 /* fast */)|}] public float? B; [{|STS4001:SpacetimeDB.Default(value: .5)|}] public float C;",
        "[Default(-1.5f)] public float A; [Default(2.5e-3f /* fast */)] public float? B; [SpacetimeDB.Default(value: .5f)] public float C;");

    [Theory]
    [InlineData("1.5d", "float")]
    [InlineData("1.5 * 2.1", "float")]
    [InlineData("Fast", "float")]
    [InlineData("1e300", "float")]
    [InlineData("1e-60", "float")]
    [InlineData("1.5", "int")]
    [InlineData("1.5", "string")]
    public Task Not_where_more_is_wrong_than_the_suffix(string value, string type) => NotOffered(
        $"private const double Fast = 1.5; [{{|STS4001:Default({value})|}}] public {type} Speed;", "2.8.3");

    [Fact]
    public Task Not_before_2_8_1_where_it_is_pasted_without_the_suffix() =>
        NotOffered("[{|STS4001:Default(1.5)|}] public float Speed;", "2.8.0");

    private static Task NotOffered(string column, string runtime) => Verify(column, column, runtime: runtime);

    private static Task Verify(string column, string @fixed, string? title = null, string runtime = "2.8.3")
    {
        var test = new CSharpCodeFixTest<DefaultValueAnalyzer, FloatSuffixCodeFix, DefaultVerifier>
        {
            TestCode = Module(column),
            FixedCode = Module(@fixed),
            ReferenceAssemblies = ReferenceAssemblies.Net.Net80,
            TestState =
            {
                AdditionalProjects =
                {
                    ["SpacetimeDB.Runtime"] =
                    {
                        Sources =
                        {
                            $$"""
                            [assembly: System.Reflection.AssemblyVersion("{{runtime}}.0")]
                            namespace SpacetimeDB
                            {
                                public class TableAttribute : System.Attribute { public string Accessor { get; set; } }
                                public class DefaultAttribute : System.Attribute { public DefaultAttribute(object value) { } }
                            }
                            """,
                        },
                    },
                },
                AdditionalProjectReferences = { "SpacetimeDB.Runtime" },
            },
        };
        if (title is not null)
        {
            test.CodeActionVerifier = (action, verifier) => verifier.Equal(title, action.Title);
        }
        return test.RunAsync();
    }

    private static string Module(string column) => $$"""
        using SpacetimeDB;
        [Table] public partial struct Player { public uint Id; {{column}} }
        """;
}
