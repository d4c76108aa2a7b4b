using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Robustness;

/// <summary>A module against the snapshot of itself, while somebody types in one of its files.</summary>
internal sealed class HalfTypedModule
{
    private readonly CSharpCompilation _compilation;
    private readonly AnalyzerOptions _options;
    private readonly ModuleSchema _schema;

    public HalfTypedModule(params string[] sources)
    {
        _compilation = ModuleCompilation.Compile(sources);
        _schema = ModuleCompilation.ReadSchema(_compilation);
        _options = new([new SnapshotFile(SnapshotWriter.Write(_schema))]);
    }

    public IReadOnlyList<SyntaxTree> Files => _compilation.SyntaxTrees;

    /// <summary>What is wrong with the findings after a file got another text; empty where all is well.</summary>
    public IEnumerable<string> Violations(SyntaxTree file, TextChange change)
    {
        var edited = file.WithChangedText(file.GetText().WithChanges(change));
        var compilation = _compilation.ReplaceSyntaxTree(file, edited);
        var findings = Analyze(compilation, _options);
        foreach (var finding in findings.Where(static finding => finding.Id == "AD0001"))
        {
            yield return finding.GetMessage();
        }
        var untouched = UntouchedTables(compilation);
        foreach (var finding in findings.Where(static finding => finding.Id.StartsWith("STS1", StringComparison.Ordinal)))
        {
            if (TablesOf(finding).FirstOrDefault(untouched.Contains) is { } table)
            {
                yield return $"{table}: {finding.Id} {finding.GetMessage()}";
            }
        }
    }

    public static ImmutableArray<Diagnostic> Analyze(Compilation compilation, AnalyzerOptions options) => compilation
        .WithAnalyzers(
            [new SchemaAnalyzer(), new WayBackAnalyzer(), new SnapshotAnalyzer()],
            new CompilationWithAnalyzersOptions(options, null, concurrentAnalysis: false, logAnalyzerExecutionTime: false))
        .GetAnalyzerDiagnosticsAsync().Result;

    private static IEnumerable<string> TablesOf(Diagnostic finding) =>
        finding.Properties[ChangeProperties.Affects]!.Split(';').Select(static element => element.Split('.')[0])
            .Append(finding.Properties[ChangeProperties.Owner]!);

    /// <summary>
    /// Those whose rows, and all that these hold, stand in the code as they stood, letter for letter. Where a type that a table
    /// holds was touched, the table may rightly have another shape; where it is gone, its column is unknown.
    /// </summary>
    private HashSet<string> UntouchedTables(CSharpCompilation compilation)
    {
        if (UsingsAndSettings(_compilation) != UsingsAndSettings(compilation))
        {
            return [];
        }
        var (before, after) = (Declarations(_compilation), Declarations(compilation));
        return [.. _schema.Tables.Where(table => Reached(table).All(name => before[Key(name)].ToHashSet().SetEquals(after[Key(name)])))
            .Select(static table => table.Name)];
    }

    /// <summary>The names in the code of the row, and of the types that it reaches.</summary>
    private IEnumerable<string> Reached(TableSchema table)
    {
        var names = new HashSet<string> { table.RowType! };
        var pending = new Stack<AlgebraicType>(table.Columns.Select(static column => column.Type));
        while (pending.TryPop(out var type))
        {
            var parts = type switch
            {
                AlgebraicType.Array array => [array.Element],
                AlgebraicType.Product product => product.Fields.Select(static field => field.Type),
                AlgebraicType.Sum sum => sum.Variants.Select(static variant => variant.Type),
                AlgebraicType.Ref reference when names.Add(_schema.Type(reference.Name)?.SourceName ?? reference.Name) =>
                    [_schema.Resolve(reference.Name)!],
                _ => Array.Empty<AlgebraicType>(),
            };
            foreach (var part in parts)
            {
                pending.Push(part);
            }
        }
        return names;
    }

    private static ILookup<string, string> Declarations(CSharpCompilation compilation) => compilation.SyntaxTrees
        .SelectMany(static tree => tree.GetRoot().DescendantNodes(static node => node is not MethodDeclarationSyntax))
        .Select(static node => (Name: node switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            MethodDeclarationSyntax { AttributeLists.Count: > 0 } method => method.Identifier.ValueText,
            _ => null,
        }, Text: node is MethodDeclarationSyntax declared ? declared.AttributeLists.ToString() : node.ToString()))
        .Where(static item => item.Name is not null)
        .ToLookup(static item => Key(item.Name!), static item => item.Text);

    /// <summary>Whichever case a name has, in the code or in the database.</summary>
    private static string Key(string name) => CaseConversion.ToPascal(name);

    private static string UsingsAndSettings(CSharpCompilation compilation) => string.Join('\n', compilation.SyntaxTrees
        .SelectMany(static tree => tree.GetRoot().DescendantNodes())
        .Where(static node =>
            node is UsingDirectiveSyntax or FileScopedNamespaceDeclarationSyntax or FieldDeclarationSyntax { AttributeLists.Count: > 0 }
                && node.ToString() is var text && (node is not FieldDeclarationSyntax || text.Contains("Settings")))
        .Select(static node => node is FileScopedNamespaceDeclarationSyntax scope ? scope.Name.ToString() : node.ToString()));
}
