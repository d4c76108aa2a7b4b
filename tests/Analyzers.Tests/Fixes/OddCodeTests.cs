using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>
/// Whatever the code looks like: a repair is not offered, or it leads to code that compiles, without its finding, with every directive
/// where it was, with every comment and with the line ends of the file. A <see cref="Sweep"/> of all edits of all shapes.
/// </summary>
public class OddCodeTests
{
    private static readonly OddColumn[] s_deployed = [new("uint", "Id"), new("string", "Name"), new("uint", "Score"), new("uint", "Level")];

    private static readonly (string Name, OddColumn[] Columns)[] s_edits =
    [
        ("removed", [s_deployed[0], s_deployed[1], s_deployed[3]]),
        ("removed in the middle", [s_deployed[0], s_deployed[2], s_deployed[3]]),
        ("removed at the end", [.. s_deployed.Take(3)]),
        ("renamed", [s_deployed[0], new("string", "DisplayName"), s_deployed[2], s_deployed[3]]),
        ("retyped", [s_deployed[0], s_deployed[1], new("ulong", "Score"), s_deployed[3]]),
        ("reordered", [s_deployed[1], s_deployed[0], s_deployed[2], s_deployed[3]]),
        ("added", [.. s_deployed, new("uint", "Rank")]),
        ("two added", [.. s_deployed, new("uint", "Rank"), new("uint", "Place")]),
        ("inserted", [s_deployed[0], new("List<int>", "Tags"), .. s_deployed.Skip(1)]),
        ("inserted before the last", [.. s_deployed.Take(3), new("uint", "Rank"), s_deployed[3]]),
        ("unique", [.. s_deployed, new("uint", "Code", "Unique")]),
        ("made unique", [s_deployed[0], s_deployed[1], s_deployed[2] with { Attribute = "Unique" }, s_deployed[3]]),
    ];

    private static readonly ILookup<OddShape, int> s_cases = Sweep
        .Of(
            from shape in OddShape.All
            from edit in Enumerable.Range(0, s_edits.Length)
            select (shape, edit),
            step: 5)
        .ToLookup(static item => item.shape, static item => item.edit);

    public static TheoryData<OddShape> Shapes => [.. OddShape.All];

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_repair_spoils_nothing(OddShape shape)
    {
        var complaints = new List<string>();
        var offered = 0;
        var snapshot = SnapshotWriter.Write(ModuleCompilation.ReadSchema(shape.Write(s_deployed)));
        foreach (var i in s_cases[shape])
        {
            // Every other file as Windows and people who like tabs have it.
            var isWindows = i % 2 == 1;
            var source = shape.Write(s_edits[i].Columns);
            var project = ModuleWorkspace.Create(isWindows ? source.Replace("    ", "\t").Replace("\n", "\r\n") : source, snapshot);
            Assert.Empty(await ModuleWorkspace.ErrorsAsync(project));
            foreach (var finding in await ModuleWorkspace.FindingsAsync(project))
            {
                foreach (var action in await ModuleWorkspace.RepairsAsync(project, finding))
                {
                    offered++;
                    var after = await ModuleWorkspace.ApplyAsync(project, action);
                    if (await ComplaintAsync(project, after, finding, isWindows) is { } complaint)
                    {
                        complaints.Add($"{s_edits[i].Name}: '{action.Title}' {complaint}:\n{await TextAsync(after)}");
                    }
                }
            }
        }
        Assert.NotEqual(0, offered);
        Assert.True(complaints.Count == 0, string.Join("\n", complaints));
    }

    private static async Task<string?> ComplaintAsync(Project before, Project after, Diagnostic finding, bool isWindows)
    {
        var (old, @new) = (await TextAsync(before), await TextAsync(after));
        return (await ModuleWorkspace.ErrorsAsync(after)).FirstOrDefault() is { } error ? $"leaves {error}"
            : (await ModuleWorkspace.FindingsAsync(after)).Any(other => Identity(other) == Identity(finding)) ? "leaves its finding"
            : !Trivia(old, static trivia => trivia.IsDirective).SequenceEqual(Trivia(@new, static trivia => trivia.IsDirective))
                ? "touches directives"
            : Conditional(old) != Conditional(@new) ? "puts a column under a condition or takes one out"
            : Trivia(old, IsComment).Except(Trivia(@new, IsComment)).Any() ? "loses a comment"
            : (isWindows ? @new.Replace("\r\n", "").Contains('\n') : @new.Contains('\r')) ? "mixes line ends"
            : isWindows && @new.Contains("    ") ? "writes spaces among tabs"
            : null;
    }

    private static async Task<string> TextAsync(Project project) => (await project.Documents.Single().GetTextAsync()).ToString();

    private static IEnumerable<string> Trivia(string text, Func<SyntaxTrivia, bool> predicate) =>
        CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTrivia().Where(predicate).Select(static trivia => trivia.ToString().Trim());

    /// <summary>How many fields and properties conditional compilation inside of their type depends on.</summary>
    private static int Conditional(string text) =>
        CSharpSyntaxTree.ParseText(text).GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>()
            .Where(static member => member is FieldDeclarationSyntax or PropertyDeclarationSyntax).Count(static field =>
        {
            var directives = field.Parent!.DescendantTrivia()
                .Where(trivia =>
                    trivia.SpanStart > ((TypeDeclarationSyntax)field.Parent).OpenBraceToken.SpanStart && trivia.SpanStart < field.SpanStart)
                .ToArray();
            return directives.Count(static trivia =>
                trivia.IsKind(SyntaxKind.IfDirectiveTrivia)) > directives.Count(static trivia =>
                    trivia.IsKind(SyntaxKind.EndIfDirectiveTrivia));
        });

    private static bool IsComment(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.SingleLineDocumentationCommentTrivia;

    private static (string, string?, string?) Identity(Diagnostic finding) =>
        (finding.Id, finding.Properties[ChangeProperties.Owner], finding.Properties[ChangeProperties.Member]);
}
