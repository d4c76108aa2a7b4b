using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using SpacetimeDB.Codegen;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>A module in a project as its author has it: SpacetimeDB, what that generates, snapshots, and the analyzers.</summary>
internal sealed class SchemaTest : CSharpAnalyzerTest<SchemaAnalyzer, DefaultVerifier>
{
    /// <summary>What SpacetimeDB reports, as an error, where its experimental parts are used.</summary>
    public const string Unstable = "STDB_UNSTABLE";

    /// <param name="source">With markup.</param>
    public SchemaTest(string source)
    {
        TestCode = source;
        TestState.Sources.Add(("/0/Usings.cs", DeployedModule.ImplicitUsings));
        TestState.AdditionalReferences.Add(typeof(SpacetimeDB.TableAttribute).Assembly);
        // AnalyzerAgreementTests puts a pragma over all modules of the corpus.
        TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck | TestBehaviors.SkipSuppressionCheck;
    }

    /// <param name="text">With markup.</param>
    public SchemaTest Against(string text, string file = OwnFormat.FileName)
    {
        TestState.AdditionalFiles.Add(($"/0/{file}", text));
        return this;
    }

    /// <summary>Sets a property of the project, as MSBuild hands it to the compiler.</summary>
    public SchemaTest WithProperty(string name, string? value)
    {
        if (value is not null)
        {
            TestState.AnalyzerConfigFiles.Add(($"/.{name}.globalconfig", $"is_global = true\nbuild_property.{name} = {value}\n"));
        }
        return this;
    }

    /// <summary>Checks more of each expected finding than its id and place.</summary>
    public SchemaTest Where(string? message, FindingProperties? properties) => Where(diagnostic =>
    {
        if (message is not null)
        {
            Assert.Equal(message, diagnostic.GetMessage());
        }
        properties?.Check(diagnostic);
    });

    public SchemaTest Where(Action<Diagnostic> check)
    {
        DiagnosticVerifier = (diagnostic, _, _) => check(diagnostic);
        return this;
    }

    /// <summary>Lets the code be one that the compiler complains of.</summary>
    public SchemaTest HalfTyped()
    {
        CompilerDiagnostics = CompilerDiagnostics.None;
        return this;
    }

    /// <summary>What is run: unless a test says otherwise, what tells of this publish.</summary>
    public IReadOnlyList<DiagnosticAnalyzer> Analyzers { get; init; } = [new SchemaAnalyzer(), new SnapshotAnalyzer()];

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() => Analyzers;

    protected override IEnumerable<Type> GetSourceGenerators() => [typeof(ModuleGenerator)];

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest);

    protected override CompilationOptions CreateCompilationOptions() => new CSharpCompilationOptions(
        OutputKind.DynamicallyLinkedLibrary,
        nullableContextOptions: NullableContextOptions.Enable,
        specificDiagnosticOptions: ImmutableDictionary<string, ReportDiagnostic>.Empty.Add(Unstable, ReportDiagnostic.Suppress));
}
