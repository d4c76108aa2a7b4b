using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>
/// A deployed module, the edited one with its findings, and what a fix makes of it. What is left to be found afterwards is marked in
/// the fixed source.
/// </summary>
internal static class VerifyFix<TFix>
    where TFix : CodeFixProvider, new()
{
    private const string Usings = "using System.Collections.Generic;\nusing SpacetimeDB;\n";

    private const string SnapshotPath = "/0/spacetimedb.schema.json";

    /// <summary>The fix edits the source.</summary>
    /// <param name="key">The equivalence key of the action; null where Fix All does not do what the first action does.</param>
    /// <param name="title">What the action says that it will do.</param>
    /// <param name="all">What Fix All makes of it, where that is more.</param>
    public static Task Source(string deployed, string edited, string @fixed, string? key, string? title = null, string? all = null)
    {
        var test = Create(deployed, edited, key, title);
        test.FixedCode = Usings + @fixed;
        if (@fixed.Contains("{|", StringComparison.Ordinal))
        {
            // Of what is left some has a fix of another key.
            test.FixedState.MarkupHandling = MarkupMode.Allow;
        }
        if (key is null)
        {
            test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllCheck;
        }
        if (all is not null)
        {
            test.BatchFixedCode = Usings + all;
        }
        return test.RunAsync();
    }

    /// <summary>The fix edits the snapshot, so that it is that of <paramref name="accepted"/>.</summary>
    /// <param name="left">The edited source with what is still found.</param>
    public static Task Snapshot(string deployed, string edited, string accepted, string key, string? left = null, bool breaks = true)
    {
        var test = Create(deployed, edited, key, null);
        test.FixedCode = Usings + (left ?? WithoutMarkup(edited));
        test.FixedState.AdditionalFiles.Add((SnapshotPath, Accepted(SnapshotReader.Read(SnapshotOf(deployed)), SchemaOf(accepted))));
        if (breaks)
        {
            test.CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipFixAllInSolutionCheck;
        }
        return test.RunAsync();
    }

    /// <summary>The fix edits that for staging alone.</summary>
    public static Task OneOfTwoSnapshots(string deployed, string edited, string accepted, string key, string left)
    {
        const string staging = "/0/spacetimedb.staging.schema.json";
        var test = Create(deployed, edited, key, null);
        test.TestState.AdditionalFiles.Add((staging, SnapshotOf(deployed)));
        test.FixedCode = Usings + left;
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        test.FixedState.AdditionalFiles.Add((SnapshotPath, SnapshotOf(deployed)));
        test.FixedState.AdditionalFiles.Add((staging, SnapshotOf(accepted)));
        return test.RunAsync();
    }

    /// <summary>The finding is there, and this fix is not offered.</summary>
    public static Task NotOffered(string deployed, string edited, string key)
    {
        var test = Create(deployed, edited, key, null);
        test.FixedCode = Usings + edited;
        return test.RunAsync();
    }

    private static Test Create(string deployed, string edited, string? key, string? title)
    {
        var test = new Test
        {
            TestCode = Usings + edited,
            ReferenceAssemblies = ReferenceAssemblies.Net.Net80,
            CodeActionEquivalenceKey = key,
            TestBehaviors =
                TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipGeneratedCodeCheck | TestBehaviors.SkipSuppressionCheck,
            // The only project is what the solution has.
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllInProjectCheck,
        };
        if (title is not null)
        {
            test.CodeActionVerifier = (action, verifier) => verifier.Equal(title, action.Title);
        }
        test.SolutionTransforms.Add(static (solution, project) =>
            solution.WithProjectMetadataReferences(project, ModuleCompilation.References));
        // As a reference of the project, so that fixes see what it emits.
        test.SolutionTransforms.Add(static (solution, project) => solution.AddAnalyzerReference(project, ModuleWorkspace.Generator));
        test.TestState.AdditionalFiles.Add((SnapshotPath, SnapshotOf(deployed)));
        return test;
    }

    private static string Accepted(SnapshotDocument before, ModuleSchema after)
    {
        var changes = SchemaComparer.Compare(before.Schema!, after, EngineVersion.Newest);
        return SnapshotWriter.Write(
            after,
            before.History with
            {
                Accepted = before.History.Accepted.With(changes, before.Schema!, after, EngineVersion.Newest, reason: null),
            });
    }

    private static string SnapshotOf(string source) => SnapshotWriter.Write(SchemaOf(source));

    private static ModuleSchema SchemaOf(string source) => ModuleCompilation.ReadSchema(Usings + source);

    private static string WithoutMarkup(string source) =>
        System.Text.RegularExpressions.Regex.Replace(source, @"\{\|[A-Z]+\d+:(?<text>.*?)\|\}", "${text}");

    private sealed class Test : CSharpCodeFixTest<SchemaAnalyzer, TFix, DefaultVerifier>;
}
