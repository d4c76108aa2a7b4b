using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace SpacetimeSchema.Testing.Tests;

/// <summary>A harness that cannot fail proves nothing.</summary>
public class AnalyzerTests
{
    [Fact]
    public Task Marked_findings_pass()
        => Test<BadNameAnalyzer>("class [|BadOne|] { } class {|T0001:BadTwo|} { class Fine { } }").RunAsync();

    [Fact]
    public async Task An_undeclared_finding_fails()
        => Assert.Contains("The name 'BadOne' is bad", await Failure(Test<BadNameAnalyzer>("class BadOne { }")));

    [Fact]
    public async Task A_missing_finding_fails()
        => Assert.Contains("T0001", await Failure(Test<BadNameAnalyzer>("class [|Fine|] { } class [|BadOne|] { }")));

    [Fact]
    public Task A_finding_elsewhere_fails() => Failure(Test<BadNameAnalyzer>("class BadOne [|{|] }"));

    [Theory]
    [InlineData("BadOne", DiagnosticSeverity.Warning, true)]
    [InlineData("BadTwo", DiagnosticSeverity.Warning, false)]
    [InlineData("BadOne", DiagnosticSeverity.Error, false)]
    public async Task Arguments_and_severity_count(string argument, DiagnosticSeverity severity, bool passes)
    {
        var test = Test<BadNameAnalyzer>("class {|#0:BadOne|} { }");
        test.ExpectedDiagnostics.Add(
            new DiagnosticResult(BadNameAnalyzer.Rule).WithLocation(0).WithArguments(argument).WithSeverity(severity));
        if (passes)
            await test.RunAsync();
        else
            await Failure(test);
    }

    [Fact]
    public async Task A_compiler_error_fails()
        => Assert.Contains("CS0246", await Failure(Test<BadNameAnalyzer>("class Fine : Nothing { }")));

    [Fact]
    public async Task An_analyzer_that_throws_fails()
        => Assert.Contains("Out of order", await Failure(Test<ThrowingAnalyzer>("class Fine { }")));

    [Fact]
    public Task A_finding_that_no_pragma_silences_fails_unless_skipped()
        => PassesOnlyWith<UnsuppressibleAnalyzer>(TestBehaviors.SkipSuppressionCheck);

    [Fact]
    public Task A_finding_in_generated_code_fails_unless_skipped()
        => PassesOnlyWith<CarelessAnalyzer>(TestBehaviors.SkipGeneratedCodeCheck);

    [Fact]
    public Task Findings_in_an_additional_file_are_declared_there()
    {
        var test = Test<AllowedNamesAnalyzer>("class {|T0002:Other|} { }");
        test.TestState.AdditionalFiles.Add(("/0/names.txt", "{|T0003:# A comment|}\nFine\n"));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.AllowedNames = /0/names.txt"));
        return test.RunAsync();
    }

    [Fact]
    public Task Another_project_is_seen_and_analyzed()
    {
        var test = Test<BadNameAnalyzer>("class Fine : Library { }");
        test.TestState.AdditionalProjects["Library"].Sources.Add("public class Library { } class [|BadOne|] { }");
        test.TestState.AdditionalProjectReferences.Add("Library");
        return test.RunAsync();
    }

    [Fact]
    public Task Generated_code_is_compiled_and_compared()
    {
        var test = new GeneratorTest { TestCode = "class [|BadOne|] { int sum = Incremental.Value + Classic.Value; }" };
        test.TestState.GeneratedSources.Add((typeof(IncrementalGenerator), "Incremental.g.cs", IncrementalGenerator.Output));
        test.TestState.GeneratedSources.Add((typeof(ClassicGenerator), "Classic.g.cs", ClassicGenerator.Output));
        return test.RunAsync();
    }

    [Fact]
    public Task Undeclared_generated_code_fails_unless_skipped() => Task.WhenAll(
        Failure(new GeneratorTest { TestCode = "class Fine { }" }),
        new GeneratorTest { TestCode = "class Fine { }", TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck }.RunAsync());

    private static CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> Test<TAnalyzer>(string code)
        where TAnalyzer : DiagnosticAnalyzer, new()
        => new() { TestCode = code, ReferenceAssemblies = ReferenceAssemblies.Net.Net80 };

    private static async Task PassesOnlyWith<TAnalyzer>(TestBehaviors behaviors)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = Test<TAnalyzer>("class [|BadOne|] { }");
        await Failure(test);
        test.TestBehaviors = behaviors;
        await test.RunAsync();
    }

    private static async Task<string> Failure(AnalyzerTest<DefaultVerifier> test)
        => (await Assert.ThrowsAsync<InvalidOperationException>(() => test.RunAsync())).Message;

    private sealed class GeneratorTest : CSharpAnalyzerTest<BadNameAnalyzer, DefaultVerifier>
    {
        protected override IEnumerable<Type> GetSourceGenerators() => [typeof(IncrementalGenerator), typeof(ClassicGenerator)];
    }
}
