using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Benchmarks.Runs;

/// <summary>One run of analyzers over one compilation.</summary>
/// <param name="Elapsed">Of the whole run, the compiler's work included.</param>
/// <param name="Own">What the driver's telemetry says of the analyzers alone.</param>
/// <param name="Allocated">In bytes, by the whole run.</param>
internal readonly record struct AnalyzerRun(TimeSpan Elapsed, TimeSpan Own, long Allocated, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>As a build does it.</summary>
    public static AnalyzerRun OverAll(
        CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options) =>
        analyzers.IsEmpty
            ? Measure(compilation, null, analyzers, compiled => Task.FromResult(compiled.GetDiagnostics()))
            : Measure(
                compilation,
                options,
                analyzers,
                static async (_, driver) => (await driver!.GetAnalysisResultAsync(default)).GetAllDiagnostics());

    /// <summary>
    /// As <see cref="OverAll"/>, and the compiler's diagnostics even where no analyzer asks for a symbol: then nothing else has it bind.
    /// </summary>
    public static AnalyzerRun WithCompiler(
        CSharpCompilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options) =>
        analyzers.IsEmpty
            ? OverAll(compilation, analyzers, options)
            : Measure(compilation, options, analyzers, static (_, driver) => driver!.GetAllDiagnosticsAsync());

    /// <summary>As an IDE does it after a keystroke: the document that was edited.</summary>
    public static AnalyzerRun OverFile(
        CSharpCompilation compilation, SyntaxTree file, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options) =>
        analyzers.IsEmpty
            ? Measure(compilation, null, analyzers, compiled => Task.FromResult(compiled.GetSemanticModel(file).GetDiagnostics()))
            : Measure(
                compilation,
                options,
                analyzers,
                (_, driver) => driver!.GetAnalyzerSemanticDiagnosticsAsync(driver.Compilation.GetSemanticModel(file), null, default));

    /// <summary>The compiler alone, to the assembly.</summary>
    public static AnalyzerRun OfCompiler(CSharpCompilation compilation) => Measure(compilation, null, [], static compiled =>
    {
        using var assembly = new MemoryStream();
        return Task.FromResult(compiled.Emit(assembly).Diagnostics);
    });

    private static AnalyzerRun Measure(
        CSharpCompilation compilation,
        AnalyzerOptions? options,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        Func<CSharpCompilation, Task<ImmutableArray<Diagnostic>>> run) =>
        Measure(compilation, options, analyzers, (compiled, _) => run(compiled));

    /// <summary>Without concurrency: two threads on a busy machine would be measured while they wait for each other.</summary>
    private static AnalyzerRun Measure(
        CSharpCompilation compilation,
        AnalyzerOptions? options,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        Func<CSharpCompilation, CompilationWithAnalyzers?, Task<ImmutableArray<Diagnostic>>> run)
    {
        // Whoever asks for the first name has the host list all declarations; a generator or the compiler itself does in every build.
        _ = compilation.GetTypeByMetadataName("System.Object");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var watch = Stopwatch.StartNew();
        var driver = analyzers.IsEmpty ? null : compilation.WithAnalyzers(
            analyzers,
            new CompilationWithAnalyzersOptions(
                options!, static (exception, _, _) => throw exception, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
        var findings = run(compilation, driver).GetAwaiter().GetResult();
        var elapsed = watch.Elapsed;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        var own = TimeSpan.Zero;
        foreach (var analyzer in analyzers)
        {
            own += driver!.GetAnalyzerTelemetryInfoAsync(analyzer, default).GetAwaiter().GetResult().ExecutionTime;
        }
        return new(elapsed, own, allocated, findings);
    }
}
