using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Testing.Tests;

[Generator]
internal sealed class IncrementalGenerator : IIncrementalGenerator
{
    public const string Output = "static class Incremental { public const int Value = 1; }";

    public void Initialize(IncrementalGeneratorInitializationContext context)
        => context.RegisterPostInitializationOutput(
            context => context.AddSource("Incremental.g.cs", SourceText.From(Output, Encoding.UTF8)));
}

[Generator]
internal sealed class ClassicGenerator : ISourceGenerator
{
    public const string Output = "static class Classic { public const int Value = 2; }";

    public void Initialize(GeneratorInitializationContext context)
    {
    }

    public void Execute(GeneratorExecutionContext context)
        => context.AddSource("Classic.g.cs", SourceText.From(Output, Encoding.UTF8));
}
