using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Tests.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Symbols;

/// <summary>Types of a referenced assembly, which are as much a part of the schema as those of the module.</summary>
public class LibraryReadingTests
{
    public static TheoryData<string, string> Types => new()
    {
        { "struct V { public long Z; public int A; public string? M; }", "(z: i64, a: i32, m: option<string>)" },
        { "class V { public long Z; public int A; public List<uint> M = new(); }", "(z: i64, a: i32, m: array<u32>)" },
        { "struct V { public int X; private int y; internal int W; public V(int all) { X = y = W = all; } }", "(x: i32, y: i32, w: i32)" },
        { "struct V { public int X; public static int Y; public int Z => X; }", "(x: i32)" },
        { "struct V { }", "unit" },
        { "enum V { A, B }", "{a: unit | b: unit}" },
        { "record V : TaggedEnum<(int A, string B)>;", "{a: i32 | b: string}" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void A_type_of_a_library_is_read_as_one_of_the_module(string type, string expected)
    {
        var source = $"[SpacetimeDB.Type] public {(type.StartsWith("enum") ? "" : "partial ")}{type}";
        const string Row = "[Table] public partial struct Row { public V? Value; }";
        Assert.Equal(expected, ModuleCompilation.ReadSchema(
            ModuleCompilation.Compile($"{Row} {source}", DeployedModule.ImplicitUsings)).Type("V")!.Definition.ToString());
        Assert.Equal(expected, Definition(Library.Of(source)));
        Assert.Equal(expected, Definition(Library.InTheSameSolution(source)));

        string Definition(MetadataReference library) => Library.ReadSchema(Row, library).Type("V")!.Definition.ToString();
    }

    [Fact]
    public void A_class_that_shows_no_field_is_unknown() => Assert.IsType<AlgebraicType.Unknown>(
        Library.ReadSchema(
            "[Table] public partial struct Row { public V Value; }",
            Library.Of("[SpacetimeDB.Type] public partial class V { private int x; public int X() => x; }")).Type("V")!.Definition);
}
