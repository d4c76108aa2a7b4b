using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeDB.Codegen;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>Modules as they are deployed.</summary>
internal static class DeployedModule
{
    /// <summary>What a project that references SpacetimeDB may leave out; <c>Index</c> and <c>Type</c> are also in <c>System</c>.</summary>
    public const string ImplicitUsings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using SpacetimeDB;
        """;

    /// <summary>The snapshot that the package writes of a module.</summary>
    public static string Snapshot(string source, EngineVersion? engine = null) =>
        SnapshotWriter.Write(ModuleCompilation.ReadSchema(Compile(source), engine));

    /// <summary>With what SpacetimeDB generates; throws where the module does not compile.</summary>
    public static Compilation Compile(string source)
    {
        CSharpGeneratorDriver.Create(new ModuleGenerator())
            .RunGeneratorsAndUpdateCompilation(ModuleCompilation.Compile(source, ImplicitUsings), out var compilation, out _);
        var errors = compilation.GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != SchemaTest.Unstable).ToArray();
        return errors.Length == 0 ? compilation : throw new ArgumentException($"The deployed module does not compile:\n{string.Join('\n', errors.AsEnumerable())}", nameof(source));
    }
}
