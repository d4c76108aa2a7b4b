using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <content>Builds the solution.</content>
partial class AnalyzerTest<TVerifier>
{
    protected abstract CompilationOptions CreateCompilationOptions();

    protected abstract ParseOptions CreateParseOptions();

    protected virtual Task<Workspace> CreateWorkspaceImplAsync() => Task.FromResult<Workspace>(new AdhocWorkspace());

    /// <summary>Switches on what the analyzers report, and makes an analyzer that throws an error.</summary>
    protected virtual Project ApplyCompilationOptions(Project project)
    {
        var severities = new Dictionary<string, ReportDiagnostic> { ["AD0001"] = ReportDiagnostic.Error };
        foreach (var descriptor in GetDiagnosticAnalyzers().SelectMany(analyzer => analyzer.SupportedDiagnostics))
            severities[descriptor.Id] = descriptor.IsEnabledByDefault ? ReportDiagnostic.Default : Enabled(descriptor.DefaultSeverity);
        foreach (var id in DisabledDiagnostics)
            severities[id] = ReportDiagnostic.Suppress;

        var options = project.CompilationOptions!;
        return project.WithCompilationOptions(options.WithSpecificDiagnosticOptions(
            severities.ToImmutableDictionary().SetItems(options.SpecificDiagnosticOptions)));

        static ReportDiagnostic Enabled(DiagnosticSeverity severity) => severity switch
        {
            DiagnosticSeverity.Error => ReportDiagnostic.Error,
            DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
            DiagnosticSeverity.Info => ReportDiagnostic.Info,
            _ => ReportDiagnostic.Hidden,
        };
    }

    /// <summary>The same each time: it is immutable, and what was found in it need not be found again.</summary>
    private protected async Task<Project> CreateProjectAsync(SolutionState state, CancellationToken cancellationToken)
        => _projects.TryGetValue(state, out var known) ? known : _projects[state] = await AddProjectAsync(state, cancellationToken);

    private async Task<Project> AddProjectAsync(SolutionState state, CancellationToken cancellationToken)
    {
        var workspace = await CreateWorkspaceImplAsync();
        _workspaces.Add(workspace);
        var solution = OptionsTransforms.Aggregate(
            workspace.CurrentSolution, (current, transform) => current.WithOptions(transform(current.Options)));

        var ids = state.Projects.ToDictionary(project => project.Name, project => ProjectId.CreateNewId(project.Name));
        foreach (var project in state.Projects)
        {
            var id = ids[project.Name];
            solution = await solution.AddProjectAsync(id, project, ReferenceAssemblies, cancellationToken);
            var (compilation, parse) = project == state
                ? (CreateCompilationOptions(), CreateParseOptions())
                : (solution.GetProject(id)!.CompilationOptions!, solution.GetProject(id)!.ParseOptions!);
            solution = solution
                .WithProjectCompilationOptions(id, compilation.WithOutputKind(project.OutputKind ?? OutputKind.DynamicallyLinkedLibrary))
                .WithProjectParseOptions(id, parse.WithDocumentationMode(DocumentationMode.Diagnose));
        }

        foreach (var project in state.Projects)
        {
            solution = solution.AddProjectReferences(
                ids[project.Name], project.AdditionalProjectReferences.Select(name => new ProjectReference(ids[name])));
        }

        var primary = ids[state.Name];
        solution = SolutionTransforms.Aggregate(solution, (current, transform) => transform(current, primary));
        return ApplyCompilationOptions(solution.GetProject(primary)!);
    }
}
