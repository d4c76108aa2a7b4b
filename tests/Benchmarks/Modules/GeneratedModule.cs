using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SpacetimeDB.Execution;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Benchmarks.Modules;

/// <summary>A module of so many tables, with all that the generators add to it, and the snapshots of itself.</summary>
internal sealed class GeneratedModule
{
    private readonly CSharpCompilation _compilation;
    private readonly int _edited;

    /// <summary>As the last edit left it: a host keeps what it knows of the files that are not being edited.</summary>
    private CSharpCompilation _current;
    private int _edits;
    private int _texts;

    public GeneratedModule(int tables, bool hasMigrations = false)
    {
        Tables = tables;
        _compilation = OneThreaded(ModuleCompilation.Of([.. ModuleSource.Of(tables, hasMigrations)]));
        _edited = Enumerable.Range(0, _compilation.SyntaxTrees.Length)
            .First(i => _compilation.SyntaxTrees[i].ToString().Contains(ModuleSource.EditedStatement, StringComparison.Ordinal));
        _current = _compilation;
        Schema = Read(_compilation);
        OwnText = SnapshotWriter.Write(Schema);
        ServerText = ServerAnswer.Of(Schema);
    }

    public int Tables { get; }

    public ModuleSchema Schema { get; }

    public string OwnText { get; }

    public string ServerText { get; }

    /// <summary>What a project of another kind is compiled with: the same code, whose attributes are its own.</summary>
    public static CSharpCompilation WithoutSpacetimeDB(int files)
    {
        var sources = Enumerable.Range(0, files).Select(static i =>
            $$"""
            namespace Plain;

            public sealed record Item{{i}}(int Id, string Name)
            {
                public int Count;
                public double Weight;
                public string? Note;

                [System.Obsolete("Take Total.")]
                public double Sum(int[] values) { var sum = 0; foreach (var value in values) { sum += value * Count; } return sum * Weight; }

                public double Total(System.Collections.Generic.List<Item{{i}}> items) { double total = 0; foreach (var item in items) { total += item.Count * item.Weight; } return total; }
            }
            """);
        return OneThreaded(CSharpCompilation.Create(
            "Plain",
            sources.Select(static (source, i) => CSharpSyntaxTree.ParseText(source, path: $"/plain/Item{i}.cs")),
            ModuleCompilation.References.Where(static reference =>
                reference.Display?.Contains("SpacetimeDB", StringComparison.Ordinal) == false),
            new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));
    }

    /// <summary>A snapshot that nobody has read yet: with more space at its end.</summary>
    public string Unread(string snapshot) => snapshot + new string('\n', ++_texts);

    public static AnalyzerOptions Options(string snapshot) => new([new SnapshotFile(snapshot)]);

    /// <summary>A compilation as a build begins with: of trees that nobody has walked yet.</summary>
    public CSharpCompilation Compilation() => CSharpCompilation.Create(
        _compilation.AssemblyName,
        _compilation.SyntaxTrees.Select(static tree =>
            CSharpSyntaxTree.ParseText(tree.GetText(), (CSharpParseOptions)tree.Options, tree.FilePath)),
        _compilation.References,
        _compilation.Options);

    /// <summary>The compilation after the next keystroke in a body: no table is touched.</summary>
    public (CSharpCompilation Compilation, SyntaxTree Edited) EditBody() =>
        Edit(ModuleSource.EditedStatement, $"plant.Height += height + {++_edits};");

    /// <summary>The compilation after the next keystroke in a column, which makes it another one.</summary>
    public (CSharpCompilation Compilation, SyntaxTree Edited) EditColumn() =>
        Edit(ModuleSource.EditedColumn, $"public uint Level{++_edits};");

    /// <summary>The compilation after the next keystroke in a type that columns hold.</summary>
    public (CSharpCompilation Compilation, SyntaxTree Edited) EditType() => Edit(ModuleSource.EditedVariant, $"Fruit, Seed{++_edits} }}");

    public static ModuleSchema Read(CSharpCompilation compilation) => KnownTypes.TryGet(compilation, out var knownTypes)
        ? new SourceSchemaReader(compilation, knownTypes, EngineVersion.Newest, CancellationToken.None).Read(CancellationToken.None).Schema
        : throw new InvalidOperationException("The compilation does not know SpacetimeDB.");

    /// <summary>Made anew of its trees: one that a generator driver has added trees to does not always let them be replaced.</summary>
    private static CSharpCompilation OneThreaded(CSharpCompilation compilation) =>
        CSharpCompilation.Create(
            compilation.AssemblyName, compilation.SyntaxTrees, compilation.References, compilation.Options.WithConcurrentBuild(false));

    private (CSharpCompilation Compilation, SyntaxTree Edited) Edit(string old, string @new)
    {
        var tree = _compilation.SyntaxTrees[_edited];
        var text = tree.GetText();
        var start = text.ToString().IndexOf(old, StringComparison.Ordinal);
        var edited = tree.WithChangedText(text.WithChanges(new TextChange(new(start, old.Length), @new)));
        _current = _current.ReplaceSyntaxTree(_current.SyntaxTrees[_edited], edited);
        return (_current, edited);
    }
}
