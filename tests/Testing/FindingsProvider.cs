using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Gives Fix All the findings that there are already.</summary>
internal sealed class FindingsProvider(ImmutableArray<Finding> findings) : FixAllContext.DiagnosticProvider
{
    public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        => Select(project, _ => true);

    public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        => Select(document.Project, found => found.Location.GetLineSpan().Path == document.FilePath);

    public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        => Select(project, found => !found.Location.IsInSource);

    private Task<IEnumerable<Diagnostic>> Select(Project project, Func<Diagnostic, bool> condition)
        => Task.FromResult(findings
            .Where(finding => finding.Project.Id == project.Id)
            .Select(finding => finding.Diagnostic)
            .Where(condition));
}
