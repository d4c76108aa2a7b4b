namespace Microsoft.CodeAnalysis.Testing;

internal static class SolutionExtensions
{
    public static async Task<Solution> AddProjectAsync(
        this Solution solution,
        ProjectId id,
        ProjectState state,
        ReferenceAssemblies referenceAssemblies,
        CancellationToken cancellationToken)
    {
        var framework = await (state.ReferenceAssemblies ?? referenceAssemblies).ResolveAsync(state.Language, cancellationToken);
        solution = solution
            .AddProject(id, state.Name, state.AssemblyName, state.Language)
            .AddMetadataReferences(id, framework)
            .AddMetadataReferences(id, state.AdditionalReferences);

        foreach (var (path, content) in state.Sources)
        {
            var (name, folders) = ProjectPath.Split(state.DefaultPrefix, path);
            solution = solution.AddDocument(DocumentId.CreateNewId(id, path), name, content, folders, path);
        }

        foreach (var (path, content) in state.AdditionalFiles)
        {
            var (name, folders) = ProjectPath.Split(state.DefaultPrefix, path);
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id, path), name, content, folders, path);
        }

        foreach (var (path, content) in state.AnalyzerConfigFiles)
        {
            var (name, folders) = ProjectPath.Split(state.DefaultPrefix, path);
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(id, path), name, content, folders, path);
        }

        return solution;
    }
}
