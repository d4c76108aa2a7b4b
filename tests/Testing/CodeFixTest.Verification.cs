using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <content>Compares what the fixes lead to with what the test expects.</content>
partial class CodeFixTest<TVerifier>
{
    private async Task VerifyFixesAsync(
        SolutionState test, SolutionState fixedOnes, SolutionState batchFixed, CancellationToken cancellationToken)
    {
        var fixable = test.ExpectedDiagnostics.Where(expected => IsFixable(expected.Id)).ToList();
        var incremental = NumberOfIncrementalIterations ?? (test.HasSameFilesInAllProjects(fixedOnes) ? 0 : -fixable.Count);
        await VerifyFixAsync(test, fixedOnes, incremental, FixFirstAsync, "Fixes one by one", cancellationToken);

        if (GetCodeFixProviders().All(provider => provider.GetFixAllProvider() is null))
            return;

        var inDocument = NumberOfFixAllInDocumentIterations ?? NumberOfFixAllIterations ?? (test.HasSameFiles(batchFixed)
            ? 0
            : -fixable.Select(expected => expected.Spans.FirstOrDefault().Span.Path).Distinct().Count());
        await VerifyFixAllAsync(FixAllScope.Document, CodeFixTestBehaviors.SkipFixAllInDocumentCheck, inDocument);

        var inProject = NumberOfFixAllInProjectIterations ?? NumberOfFixAllIterations ?? -CountChangedProjects(test, batchFixed);
        await VerifyFixAllAsync(FixAllScope.Project, CodeFixTestBehaviors.SkipFixAllInProjectCheck, inProject);

        var inSolution = NumberOfFixAllIterations ?? (test.HasSameFilesInAllProjects(batchFixed) ? 0 : 1);
        await VerifyFixAllAsync(FixAllScope.Solution, CodeFixTestBehaviors.SkipFixAllInSolutionCheck, inSolution);

        async Task VerifyFixAllAsync(FixAllScope scope, CodeFixTestBehaviors skip, int iterations)
        {
            if (!CodeFixTestBehaviors.HasFlag(skip))
            {
                FixStep fixAll = (project, findings, iteration, verifier, token)
                    => FixAllAsync(scope, project, findings, iteration, verifier, token);
                await VerifyFixAsync(test, batchFixed, iterations, fixAll, $"Fix All in {scope}", cancellationToken);
            }
        }
    }

    private async Task VerifyFixAsync(
        SolutionState test, SolutionState expected, int iterations, FixStep fix, string context, CancellationToken cancellationToken)
    {
        var verifier = Verify.PushContext(context);
        var project = await CreateProjectAsync(test, cancellationToken);
        var (changed, failure) = await FixAsync(project, iterations, fix, verifier, cancellationToken);
        await VerifyGeneratedSourcesAsync(expected, verifier, cancellationToken);
        foreach (var state in expected.Projects)
        {
            var actual = changed.Solution.Projects.Single(candidate => candidate.Name == state.Name);
            await VerifyFilesAsync(state.Sources, actual.Documents, state, verifier, cancellationToken);
            await VerifyFilesAsync(state.AdditionalFiles, actual.AdditionalDocuments, state, verifier, cancellationToken);
            await VerifyFilesAsync(state.AnalyzerConfigFiles, actual.AnalyzerConfigDocuments, state, verifier, cancellationToken);
        }

        // Last, because other text says more than another number of iterations.
        if (failure is not null)
            verifier.Fail(failure);
    }

    private static async Task VerifyFilesAsync(
        SourceFileCollection expected,
        IEnumerable<TextDocument> actual,
        ProjectState state,
        IVerifier verifier,
        CancellationToken cancellationToken)
    {
        verifier.EqualOrDiff(
            string.Join('\n', expected.Select(file => Joined(ProjectPath.Split(state.DefaultPrefix, file.filename)))),
            string.Join('\n', actual.Select(document => Joined((document.Name, document.Folders)))),
            $"The fix left other files in '{state.Name}' (+) than expected (-):");
        foreach (var (file, document) in expected.Zip(actual))
            TextVerification.Verify(file.filename, file.content, await document.GetTextAsync(cancellationToken), verifier);

        static string Joined((string Name, IReadOnlyList<string> Folders) file) => string.Join('/', [.. file.Folders, file.Name]);
    }

    private static int CountChangedProjects(SolutionState test, SolutionState fixedState)
        => (test.HasSameFiles(fixedState) ? 0 : 1)
            + test.AdditionalProjects.Count(project =>
                !fixedState.AdditionalProjects.TryGetValue(project.Key, out var counterpart)
                || !project.Value.HasSameFiles(counterpart));
}
