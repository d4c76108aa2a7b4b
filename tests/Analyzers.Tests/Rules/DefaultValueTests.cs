using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using SpacetimeDB.Codegen;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>The table of what works, does not compile, or goes wrong as a default: a row a line.</summary>
public class DefaultValueTests
{
    [Theory]
    [InlineData("string?", "null")]
    [InlineData("string?", "\"x\"")]
    [InlineData("Money", "5")]
    [InlineData("Money?", "5")]
    [InlineData("Result<int, string>", "5")]
    [InlineData("Result<int, string>", "\"no\"")]
    [InlineData("uint?", "null")]
    [InlineData("int?", "5")]
    [InlineData("ulong", "5u")]
    [InlineData("byte", "255")]
    [InlineData("bool", "true")]
    [InlineData("float", "1.5f")]
    [InlineData("float", "5")]
    [InlineData("float", "5.0")]
    [InlineData("int", "5.0")]
    [InlineData("double", "1.5")]
    [InlineData("string", "\"plain\"")]
    [InlineData("Mood", "Mood.Wild")]
    [InlineData("Mood", "1")]
    [InlineData("Mood", "1f")]
    [InlineData("Mood?", "null")]
    [InlineData("Mood?", "Mood.Calm")]
    [InlineData("List<int>?", "null!")]
    [InlineData("Timestamp?", "null!")]
    [InlineData("Point?", "null!")]
    [InlineData("System.Int128", "5")]
    public Task Fine(string type, string value) => Verify($"[Default({value})] public {type} Column;");

    [Theory]
    [InlineData("string?", "5")]
    [InlineData("int?", "\"5\"")]
    [InlineData("float?", "1.5")]
    [InlineData("byte", "256")]
    [InlineData("uint", "-1")]
    [InlineData("int", "5f")]
    [InlineData("int", "'a'")]
    [InlineData("int", "null")]
    [InlineData("int", "true")]
    [InlineData("bool", "0")]
    [InlineData("float", "1.5")]
    [InlineData("double", "double.NaN")]
    [InlineData("string", "null")]
    [InlineData("string", "\"a\\\"b\"")]
    [InlineData("string", "\"ends in \\\\\"")]
    [InlineData("string", "\"\\\\d\"")]
    [InlineData("string", "\"one\\u2028two\"")]
    [InlineData("I128", "2147483648L")]
    [InlineData("bool", "'1'")]
    [InlineData("Mood", "\"Calm\"")]
    [InlineData("Mood", "-1")]
    [InlineData("Mood", "7")]
    [InlineData("Mood", "-0.0")]
    [InlineData("Mood", "2.5")]
    [InlineData("Mood?", "Mood.Wild")]
    [InlineData("byte[]", "new byte[] { 1 }")]
    [InlineData("List<int>?", "new[] { 1 }")]
    [InlineData("List<int>", "null")]
    [InlineData("Identity", "0")]
    [InlineData("Point", "0")]
    [InlineData("Money", "\"5\"")]
    [InlineData("U256", "0")]
    public Task Invalid(string type, string value) => Verify($"[{{|STS4001:Default({value})|}}] public {type} Column;");

    [Theory]
    [InlineData("string", "\"C:\\\\temp\"")]
    [InlineData("double", "-0.0")]
    [InlineData("float", "-0.0")]
    [InlineData("int", "'5'")]
    [InlineData("Mood", "'1'")]
    [InlineData("Mood", "1.5")]
    [InlineData("Mood", "0.1f")]
    public Task Stored_otherwise(string type, string value) => Verify($"[{{|STS4002:Default({value})|}}] public {type} Column;");

    [Fact]
    public Task What_is_for_no_table_of_the_rows_is_left_out() => Verify("[Default(1.5, Table = \"Other\")] public float Column;");

    [Fact]
    public Task So_is_what_stands_in_another_part_of_the_row() =>
        Verify("} public partial struct Row { [Default(1.5)] public float Column;");

    [Fact]
    public Task Half_typed() => Verify("[Default({|CS0103:x|})] public int A; [Default(5)] public {|CS0246:Unknown|} B;");

    private static Task Verify(string column)
    {
        var test = new Test
        {
            TestCode = $$"""
                using System.Collections.Generic;
                using SpacetimeDB;
                [Type] public enum Mood { Calm, Wild }
                [Type] public partial struct Point { public int X; }
                [Type] public partial struct Money { public long Cents; public static implicit operator Money(int whole) => new() { Cents = 100L * whole }; }
                [Table] public partial struct Row { public uint Id; {{column}} }
                """,
            ReferenceAssemblies = ReferenceAssemblies.Net.Net80,
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck,
        };
        test.TestState.AdditionalReferences.Add(typeof(SpacetimeDB.TableAttribute).Assembly);
        return test.RunAsync();
    }

    private sealed class Test : CSharpAnalyzerTest<DefaultValueAnalyzer, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ModuleGenerator)];
    }
}
