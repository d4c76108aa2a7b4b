using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;
using SpacetimeSchema.Analyzers.Tests.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Symbols;

/// <summary>What the code declares, where it is written in an odd way.</summary>
public class SourceReadingTests
{
    [Fact]
    public void An_empty_name_is_none()
    {
        var schema = Read("""
            [Table(Name = "")] [SpacetimeDB.Index.BTree(Accessor = "ByLevel", Name = "", Columns = new[] { "Level" })] public partial struct PlayerState { public uint Level; }
            public static partial class Module
            {
                [Reducer(Name = "")] public static void DoIt(ReducerContext ctx) { }
                [View(Accessor = "AllRows", Name = "", Public = true)] public static List<PlayerState> Rows(ViewContext ctx) => new();
            }
            """);
        Assert.Equal(["player_state"], schema.Tables.Select(static table => table.Name));
        Assert.Equal(["player_state_level_idx_btree"], schema.Tables[0].Indexes.Select(static index => index.Name));
        Assert.Equal(["do_it"], schema.Functions.Select(static function => function.Name));
        Assert.Equal(["all_rows"], schema.Views.Select(static view => view.Name));
    }

    [Fact]
    public void A_type_that_looks_like_one_of_SpacetimeDB_keeps_its_names() => Assert.Equal(
        ["{ Interval: time_duration, Time: timestamp }", "{ at: time_duration, time: timestamp }", "{ __identity__: u256 }",
            "{ identity: u128 }"],
        Read("""
            [Type] public partial record Every : TaggedEnum<(TimeDuration Interval, Timestamp Time)>;
            [Type] public partial record Never : TaggedEnum<(TimeDuration At, Timestamp Time)>;
            [Type] public partial struct Who { public U256 __identity__; }
            [Type] public partial struct Whose { public U128 __identity__; }
            [Table] public partial struct Row { public Every Every; public Never Never; public Who Who; public Whose Whose; }
            """).Types.Select(static type => type.Definition switch
            {
                AlgebraicType.Sum sum => Text(sum.Variants),
                var product => Text(((AlgebraicType.Product)product).Fields),
            }));

    [Theory]
    [InlineData("class TaggedEnum { }", "My.TaggedEnum")]
    [InlineData("class TaggedEnum<T> { }", "My.TaggedEnum<(int A, int B)>")]
    public void A_base_class_that_is_called_like_the_one_of_SpacetimeDB_makes_no_sum(string declaration, string @base) => Assert.Equal(
        "(a: u32)",
        Read($$"""
            namespace My { public abstract {{declaration}} }
            [Type] public partial class Stats : {{@base}} { public uint A; }
            [Table] public partial struct Player { public Stats Stats; }
            """).Type("Stats")!.Definition.ToString());

    /// <summary>What else is registered for it under that name finds no table.</summary>
    [Fact]
    public void The_mark_of_a_verbatim_identifier_is_no_part_of_the_name_of_a_table()
    {
        var table = Read(
            """[Table(Accessor = "@event", Name = "happening")] public partial struct Row { [PrimaryKey] public uint Id; [SpacetimeDB.Index.BTree(Table = "@event")] public uint Level; [Default(3u)] public uint Score; }""").Tables[0];
        Assert.Equal(("event", "event", "id"), (table.Name, table.Accessor, table.PrimaryKey));
        Assert.Equal(["event_id_idx_btree", "event_level_idx_btree"], table.Indexes.Select(static index => index.Name));
        Assert.Null(table.Columns[2].Default);
    }

    /// <summary>As where the sources of SpacetimeDB are compiled into the module.</summary>
    [Fact]
    public void Who_declares_the_attributes_is_SpacetimeDB_whatever_the_assembly_is_called()
    {
        var module = ModuleCompilation.Compile(
            """
            namespace SpacetimeDB
            {
                public class TableAttribute : System.Attribute { public string? Accessor { get; init; } }
                public class TypeAttribute : System.Attribute { }
                public struct Identity { }
                public abstract record TaggedEnum<T> where T : struct;
            }
            [SpacetimeDB.Table] public partial struct Player { public SpacetimeDB.Identity Owner; public Shape? Shape; }
            [SpacetimeDB.Type] public partial record Shape : SpacetimeDB.TaggedEnum<(uint Circle, string Named)>;
            """);
        var schema = ModuleCompilation.ReadSchema(
            module.RemoveReferences(
                module.References.Where(static reference => Path.GetFileName(reference.Display!).StartsWith("SpacetimeDB."))));
        Assert.Equal(["identity", "option<Shape>"], schema.Tables[0].Columns.Select(static column => column.Type.ToString()));
        Assert.Equal("{circle: u32 | named: string}", schema.Type("Shape")!.Definition.ToString());
    }

    [Theory]
    [InlineData("1.0.0.0", "public string? Name { get; init; }", "1.0.0")]
    [InlineData("1.0.0.0", "public string? Accessor { get; init; }", "2.8.3")]
    [InlineData("2.1.0.0", "public string? Accessor { get; init; }", "2.1.0")]
    public void A_runtime_is_of_the_version_that_its_assembly_says_unless_its_attributes_know_better(
        string version, string property, string expected)
    {
        var module = WithRuntime(version, $"public class TableAttribute : System.Attribute {{ {property} }}");
        Assert.Equal(expected, EngineVersions.Of(module, new AnalyzerOptions([]).AnalyzerConfigOptionsProvider.GlobalOptions).ToString());
    }

    [Fact]
    public void A_type_of_the_module_in_that_namespace_is_none_of_SpacetimeDB() => Assert.Equal("Shape", Read("""
        namespace SpacetimeDB { [Type] public partial struct Shape { public uint Size; } }
        [Table] public partial struct Player { public SpacetimeDB.Shape Value; }
        """).Tables[0].Columns[0].Type.ToString());

    [Theory]
    [InlineData("bool", "true", "01")]
    [InlineData("sbyte", "-1", "ff")]
    [InlineData("ushort", "258", "0201")]
    [InlineData("int", "-2", "feffffff")]
    [InlineData("long", "(byte)7", "0700000000000000")]
    [InlineData("float", "1.5f", "0000c03f")]
    [InlineData("float", "2", "00000040")]
    [InlineData("double", "1.5", "000000000000f83f")]
    [InlineData("double", "-0.0", "0000000000000000")]
    [InlineData("float", "-0.0", "00000000")]
    [InlineData("float", "-0f", "00000080")]
    [InlineData("int", "5.0", "05000000")]
    [InlineData("int", "'5'", "05000000")]
    [InlineData("double?", "'5'", "000000000000001440")]
    [InlineData("string", "\"é\"", "02000000c3a9")]
    [InlineData("string", "\"a\\\\tb\"", "03000000610962")]
    [InlineData("string", "\"a\\tb\"", "03000000610962")]
    [InlineData("string?", "\"a\"", "000100000061")]
    [InlineData("Identity?", "null!", "01")]
    [InlineData("List<int>?", "null!", "01")]
    [InlineData("ulong?", "1", "000100000000000000")]
    [InlineData("Mood", "Mood.Sad", "01")]
    [InlineData("Mood", "1.5", "01")]
    [InlineData("Mood", "1f", "01")]
    [InlineData("Money", "1", ColumnSchema.UnknownDefault)]
    [InlineData("Money?", "null!", "01")]
    [InlineData("double", "0.1f", "000000a09999b93f")]
    [InlineData("Mood?", "null!", "01")]
    [InlineData("SpacetimeDB.I128", "-1", "ffffffffffffffffffffffffffffffff")]
    public void A_default_is_the_bytes_that_the_generated_code_writes(string type, string value, string bytes) => Assert.Equal(
        bytes,
        Read(
            $"[Table] public partial struct Player {{ [Default({value})] public {type} Value; }} [Type] public enum Mood {{ Calm, Sad }} [Type] public partial struct Money {{ public long Cents; public static implicit operator Money(int whole) => default; }}").Tables[0].Columns[0].Default);

    /// <summary>It is a double then, or an integer where it has no fraction.</summary>
    [Theory]
    [InlineData("2.8.0.0", "double", "0.1f", "9a9999999999b93f", null)]
    [InlineData("2.8.0.0", "int", "1f", "01000000", null)]
    [InlineData("2.8.0.0", "float", "1.5f", "0000c03f", "Default 1.5 of column 'Value' does not convert to it as a literal")]
    [InlineData("2.8.1.0", "float", "1.5f", "0000c03f", null)]
    [InlineData("2.8.1.0", "int", "1f", ColumnSchema.UnknownDefault, "Default 1 of column 'Value' does not convert to it as a literal")]
    public async Task Before_2_8_1_a_float_is_pasted_without_its_suffix(
        string version, string type, string value, string bytes, string? problem)
    {
        var module = WithRuntime(
            version,
            "public class TableAttribute : System.Attribute { public string? Accessor { get; init; } } public class DefaultAttribute : System.Attribute { public DefaultAttribute(object value) { } }")
            .AddSyntaxTrees(
                CSharpSyntaxTree.ParseText(
                    $"[SpacetimeDB.Table] public partial struct Player {{ [SpacetimeDB.Default({value})] public {type} Value; }}"));
        Assert.Equal(bytes, ModuleCompilation.ReadSchema(module).Tables[0].Columns[0].Default);
        var findings = await module.WithAnalyzers([new DefaultValueAnalyzer()], new AnalyzerOptions([])).GetAnalyzerDiagnosticsAsync();
        Assert.Equal(problem is null ? 0 : 1, findings.Length);
        Assert.All(findings, finding => Assert.Contains("as a literal", finding.GetMessage()));
    }

    /// <summary>A module with a runtime of that version, which has these attributes alone.</summary>
    private static CSharpCompilation WithRuntime(string version, string attributes)
    {
        var without = ModuleCompilation.Compile();
        var runtime = without.WithAssemblyName("SpacetimeDB.Runtime")
            .RemoveReferences(without.References.Where(static reference => Path.GetFileName(reference.Display!).StartsWith("SpacetimeDB.")))
            .AddSyntaxTrees(
                CSharpSyntaxTree.ParseText(
                    $$"""[assembly: System.Reflection.AssemblyVersion("{{version}}")] namespace SpacetimeDB { {{attributes}} }"""));
        return CSharpCompilation.Create("Module", [], [.. runtime.References, runtime.ToMetadataReference()]);
    }

    private static string Text(EquatableArray<TypeMember> members) =>
        $"{{ {string.Join(", ", members.Select(static member => $"{member.Name}: {member.Type}"))} }}";

    private static ModuleSchema Read(string source) =>
        ModuleCompilation.ReadSchema(ModuleCompilation.Compile(source, DeployedModule.ImplicitUsings));
}
