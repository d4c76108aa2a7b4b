using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SpacetimeSchema.Analyzers.CodeFixes;
using SpacetimeSchema.Analyzers.Tests.Corpus;
using SpacetimeSchema.Analyzers.Tests.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>A fix is offered only where the code compiles after it: what is bound to know that must hold every error that an edit makes.</summary>
public class EditReachTests
{
    private const string Players = "using SpacetimeDB; [Table(Accessor = \"Player\")] public partial struct Player { [PrimaryKey] public uint Id; public string Name; } [Table(Accessor = \"Item\")] public partial struct Item { public uint Id; public string Name; } public static class Texts { public static string Twice(this string text) => text + text; } ";
    private const string Reducers = "using SpacetimeDB; public static partial class Module { [Reducer] public static void Hire(ReducerContext ctx) => ctx.Db.Player.Insert(new Player { Name = \"\" }); [Reducer] public static void Drop(ReducerContext ctx) => ctx.Db.Item.Insert(new Item { Name = \"\" }); public static string Greet() => \"Hello\".Twice(); }";

    /// <summary>Of a short file the compiler binds all sooner than some.</summary>
    private static readonly string s_longReducers = Reducers + string.Concat(Enumerable.Repeat("\n// What else a module of some size has to say.", 500));

    [Fact]
    public async Task It_holds_the_members_of_other_files_that_mention_what_was_changed()
    {
        var reached = await ReachedAsync("public string Name; } [Table(Accessor = \"Item\")]", "[Default(\"\")] public string Name; } [Table(Accessor = \"Item\")]");

        Assert.Contains("void Hire", reached);
        Assert.DoesNotContain("string Greet", reached);
    }

    [Fact]
    public async Task It_holds_those_that_call_an_extension_of_a_class_that_they_do_not_name()
    {
        var reached = await ReachedAsync("static class Texts", "static class Words");

        Assert.Contains("string Greet", reached);
        Assert.DoesNotContain("void Drop", reached);
    }

    [Fact]
    public async Task It_is_everywhere_where_a_type_became_another_sort_of_type()
    {
        var reached = await ReachedAsync("struct Item", "class Item");

        Assert.Contains("string Greet", reached);
    }

    /// <summary>Each column, field, variant and method of a module taken away, and each type given another name.</summary>
    [Fact]
    public async Task It_holds_every_error_that_an_edit_makes()
    {
        foreach (var pair in Sweep.Of(CorpusPair.All, 25))
        {
            var project = ModuleWorkspace.Create(pair.NewSource, "{}");
            var document = project.Documents.Single();
            var root = (await document.GetSyntaxRootAsync())!;
            foreach (var edited in root.DescendantNodes().OfType<MemberDeclarationSyntax>().Select(member => Edit(root, member)))
            {
                var changed = document.WithSyntaxRoot(edited).Project;

                Assert.Equal(
                    (await ModuleWorkspace.ErrorsAsync(changed)).Count == 0,
                    await Compiles.AsBeforeAsync(project, changed.Solution, default));
            }
        }
    }

    private static SyntaxNode Edit(SyntaxNode root, MemberDeclarationSyntax member) => member is TypeDeclarationSyntax type
        ? root.ReplaceToken(type.Identifier, SyntaxFactory.Identifier(type.Identifier.Text + "2").WithTriviaFrom(type.Identifier))
        : root.RemoveNode(member, SyntaxRemoveOptions.KeepUnbalancedDirectives)!;

    private static async Task<string> ReachedAsync(string old, string @new)
    {
        var project = ModuleWorkspace.Create(Players, DeployedModule.Snapshot(Players)).AddDocument("Reducers.cs", s_longReducers, filePath: "/Reducers.cs").Project;
        var document = project.Documents.First();
        var changed = document.WithText(SourceText.From(Players.Replace(old, @new))).Project;
        var after = (await changed.GetCompilationAsync())!;
        var reach = new EditReach();
        reach.Add((await project.GetCompilationAsync())!, after, default);
        return string.Concat(reach.In(after, default)
            .Where(part => part.Tree.FilePath == "/Reducers.cs")
            .Select(part => part.Tree.GetText().ToString(part.Span)));
    }
}
