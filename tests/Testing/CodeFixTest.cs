using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Tests an analyzer, then the fixes of what it finds: one by one, and all at once in each scope.</summary>
/// <remarks>
/// A number of iterations is exact; a negative one is an upper bound, but for -1, which is as exact as 1.
/// </remarks>
public abstract partial class CodeFixTest<TVerifier> : CodeActionTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    protected CodeFixTest()
    {
        FixedState = NewState();
        BatchFixedState = NewState();
    }

    public string FixedCode
    {
        set
        {
            if (value is not null)
                FixedState.Sources.Add(value);
        }
    }

    public SolutionState FixedState { get; }

    /// <summary>What Fix All leads to, where that is not what the single fixes lead to.</summary>
    public string BatchFixedCode
    {
        set
        {
            if (value is not null)
                BatchFixedState.Sources.Add(value);
        }
    }

    public SolutionState BatchFixedState { get; }

    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    public int? NumberOfIncrementalIterations { get; set; }

    public int? NumberOfFixAllIterations { get; set; }

    public int? NumberOfFixAllInDocumentIterations { get; set; }

    public int? NumberOfFixAllInProjectIterations { get; set; }

    protected abstract IEnumerable<CodeFixProvider> GetCodeFixProviders();

    /// <summary>The finding to fix under <see cref="CodeFixTestBehaviors.FixOne"/>.</summary>
    protected virtual Diagnostic? TrySelectDiagnosticToFix(ImmutableArray<Diagnostic> fixableDiagnostics)
        => fixableDiagnostics.FirstOrDefault();

    protected override bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics)
        => base.IsCompilerDiagnosticIncluded(diagnostic, compilerDiagnostics) || IsFixable(diagnostic.Id);

    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        Verify.NotEmpty($"{nameof(TestState)}.{nameof(TestState.Sources)}", TestState.Sources);

        var fixableIds = GetCodeFixProviders().SelectMany(provider => provider.FixableDiagnosticIds).ToImmutableArray();
        var reader = NewMarkupReader(fixableIds);
        var rawTest = TestState.Inherit(null, fixableIds);
        var rawFixed = FixedState.Inherit(rawTest, fixableIds);
        var rawBatchFixed = BatchFixedState.Inherit(rawFixed, fixableIds);
        var (test, fixedOnes, batchFixed) = (reader.Read(rawTest), reader.Read(rawFixed), reader.Read(rawBatchFixed));

        await VerifyGeneratedSourcesAsync(test, Verify.PushContext("Test state"), cancellationToken);
        await VerifyDiagnosticsAsync(test, Verify.PushContext("Test state"), cancellationToken);
        if (!FixedState.IsExpected && !BatchFixedState.IsExpected)
            return;

        await VerifyFixesAsync(test, fixedOnes, batchFixed, cancellationToken);
        await VerifyDiagnosticsAsync(fixedOnes, Verify.PushContext("Fixed state"), cancellationToken);
        if (BatchFixedState.IsExpected && !CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipFixAllCheck))
            await VerifyDiagnosticsAsync(batchFixed, Verify.PushContext("Batch fixed state"), cancellationToken);
    }

    private bool IsFixable(string id) => GetCodeFixProviders().Any(provider => provider.FixableDiagnosticIds.Contains(id));
}
