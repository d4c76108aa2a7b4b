using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeDB.Codegen;

namespace SpacetimeDB.Execution;

/// <summary>Compilations of modules, with what the generator adds to them.</summary>
public static class ModuleCompilation
{
    private const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    // All modules share one name, for only compilations of one name share what was read of the references.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Module",
        [CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions)],
        ReadReferences(),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>The running framework and the stand-in runtime.</summary>
    public static IEnumerable<MetadataReference> References => Empty.References;

    /// <summary>A module as the SDK would compile it with nullable references and implicit usings switched on.</summary>
    public static CSharpCompilation Of(params string[] sources) =>
        Generate(
            Empty.AddSyntaxTrees([.. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, $"Source{i}.cs"))]));

    public static IEnumerable<Diagnostic> Errors(this CSharpCompilation compilation) =>
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    private static CSharpCompilation Generate(CSharpCompilation compilation)
    {
        var driver = CSharpGeneratorDriver.Create([new ModuleGenerator().AsSourceGenerator()], parseOptions: ParseOptions);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var diagnostics);

        // A generator that throws is a mere warning to the compiler; here it would hide behind errors of its missing output.
        return diagnostics.IsEmpty ? (CSharpCompilation)generated : throw new InvalidOperationException(string.Join("\n", diagnostics));
    }

    private static IEnumerable<MetadataReference> ReadReferences()
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        return trusted
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(Identity).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path));
    }
}
