using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace SpacetimeSchema.Testing.Tests;

public class CodeFixTests
{
    private const string TwoFindings = "class [|BadOne|] { } class [|BadTwo|] { }";

    [Fact]
    public Task All_findings_are_fixed_one_by_one_and_at_once()
        => Test<BadNameAnalyzer, RenameFix>(TwoFindings, "class GoodOne { } class GoodTwo { }").RunAsync();

    [Fact]
    public async Task A_fix_to_other_code_fails()
        => Assert.Contains("GoodOne", await Failure(Test<BadNameAnalyzer, RenameFix>("class [|BadOne|] { }", "class BestOne { }")));

    [Fact]
    public async Task A_fix_to_code_that_does_not_compile_fails()
        => Assert.Contains("CS1001", await Failure(Test<BadNameAnalyzer, BreakingFix>("class [|BadOne|] { }", "class int One { }")));

    [Fact]
    public async Task A_fix_of_a_non_local_finding_fails()
    {
        Assert.Contains("non-local", await Failure(Test<NonLocalAnalyzer, RenameFix>("class [|BadOne|] { }", "class GoodOne { }")));

        var test = Test<NonLocalAnalyzer, RenameFix>("class [|BadOne|] { }", "class GoodOne { }");
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck;
        await test.RunAsync();
    }

    [Fact]
    public async Task A_fix_all_to_other_code_fails()
    {
        var test = Test<BadNameAnalyzer, DivergingFixAll>(TwoFindings, "class GoodOne { } class GoodTwo { }");
        Assert.Contains("Fix all in document", await Failure(test), StringComparison.OrdinalIgnoreCase);

        test.BatchFixedCode = "class BestOne { } class BestTwo { }";
        await test.RunAsync();
    }

    [Fact]
    public Task A_finding_that_stays_is_declared_in_the_fixed_code()
    {
        var test = Test<BadNameAnalyzer, RenameFix>(TwoFindings, "class GoodOne { } class [|BadTwo|] { }");
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne | CodeFixTestBehaviors.SkipFixAllCheck;
        return test.RunAsync();
    }

    [Fact]
    public async Task An_edit_of_an_additional_file_is_seen()
    {
        await TestOfNames(fixedNames: "Fine\nOne\nTwo\n").RunAsync();
        Assert.Contains("+One", await Failure(TestOfNames(fixedNames: "Fine\nTwo\n")));
    }

    [Fact]
    public async Task The_chosen_action_is_looked_at()
    {
        var test = Test<BadNameAnalyzer, RenameFix>("class [|BadOne|] { }", "class GoodOne { }");
        test.CodeActionEquivalenceKey = nameof(RenameFix);
        test.CodeActionVerifier = (action, verifier) => verifier.Equal("Rename it", action.Title);
        Assert.Contains("Rename it", await Failure(test));
    }

    private static CSharpCodeFixTest<AllowedNamesAnalyzer, ListNameFix, DefaultVerifier> TestOfNames(string fixedNames)
    {
        var test = new CSharpCodeFixTest<AllowedNamesAnalyzer, ListNameFix, DefaultVerifier>
        {
            TestCode = "class Fine { } class {|T0002:One|} { } class {|T0002:Two|} { }",
            ReferenceAssemblies = ReferenceAssemblies.Net.Net80,
        };
        test.TestState.AdditionalFiles.Add(("/0/names.txt", "Fine\n"));
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nbuild_property.AllowedNames = /0/names.txt"));
        test.FixedState.AdditionalFiles.Add(("/0/names.txt", fixedNames));
        return test;
    }

    private static CSharpCodeFixTest<TAnalyzer, TCodeFix, DefaultVerifier> Test<TAnalyzer, TCodeFix>(string code, string fixedCode)
        where TAnalyzer : DiagnosticAnalyzer, new()
        where TCodeFix : CodeFixProvider, new()
        => new() { TestCode = code, FixedCode = fixedCode, ReferenceAssemblies = ReferenceAssemblies.Net.Net80 };

    private static async Task<string> Failure(AnalyzerTest<DefaultVerifier> test)
        => (await Assert.ThrowsAsync<InvalidOperationException>(() => test.RunAsync())).Message;
}
