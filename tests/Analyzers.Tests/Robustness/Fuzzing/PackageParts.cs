using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using SpacetimeSchema.Analyzers.CodeFixes;

namespace SpacetimeSchema.Analyzers.Tests.Robustness.Fuzzing;

/// <summary>Everything in the package that a host creates.</summary>
internal static class PackageParts
{
    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } = Create<DiagnosticAnalyzer>(typeof(SchemaAnalyzer));

    public static ImmutableArray<CodeFixProvider> Fixes { get; } = Create<CodeFixProvider>(typeof(SchemaCodeFix));

    private static ImmutableArray<T> Create<T>(Type ofAssembly) =>
        [.. ofAssembly.Assembly.GetTypes().Where(static type => typeof(T).IsAssignableFrom(type) && !type.IsAbstract).Select(static type => (T)Activator.CreateInstance(type)!)];
}
