using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A compilation with what the source generators of a test added to it.</summary>
internal sealed record SourceGeneration(Compilation Compilation, GeneratorDriverRunResult Result)
{
    public static async Task<SourceGeneration> RunAsync(IEnumerable<Type> generators, Project project, CancellationToken cancellationToken)
    {
        var compilation = await project.GetCompilationAsync(cancellationToken);
        var driver = CSharpGeneratorDriver
            .Create(
                generators.Select(Create),
                project.AnalyzerOptions.AdditionalFiles,
                (CSharpParseOptions?)project.ParseOptions,
                project.AnalyzerOptions.AnalyzerConfigOptionsProvider)
            .RunGeneratorsAndUpdateCompilation(compilation!, out var generated, out _, cancellationToken);
        return new SourceGeneration(generated, driver.GetRunResult());
    }

    public void VerifySources(SourceFileCollection expected, IVerifier verifier)
    {
        var actual = Result.GeneratedTrees.OrderBy(tree => tree.FilePath, StringComparer.Ordinal).ToImmutableArray();
        var ordered = expected.OrderBy(file => file.filename, StringComparer.Ordinal).ToImmutableArray();
        verifier.EqualOrDiff(
            string.Join('\n', ordered.Select(file => file.filename)),
            string.Join('\n', actual.Select(tree => tree.FilePath)),
            "The generated files are not the expected ones (TestBehaviors.SkipGeneratedSourcesCheck skips this):");
        foreach (var (file, tree) in ordered.Zip(actual))
            TextVerification.Verify(file.filename, file.content, tree.GetText(), verifier);
    }

    private static ISourceGenerator Create(Type type) => Activator.CreateInstance(type) switch
    {
        IIncrementalGenerator generator => generator.AsSourceGenerator(),
        ISourceGenerator generator => generator,
        _ => throw new InvalidOperationException($"{type} is no source generator"),
    };
}
