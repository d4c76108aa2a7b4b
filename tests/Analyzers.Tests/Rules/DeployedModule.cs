using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeDB.Codegen;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Migrations;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Symbols;
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

    /// <summary>The same, with the record of each migration reducer and of Init.</summary>
    public static string SnapshotWithRecords(string source)
    {
        var compilation = Compile(source);
        var schema = ModuleCompilation.ReadSchema(compilation);
        KnownTypes.TryGet(compilation, out var knownTypes);
        var records = schema.Functions.SelectMany(function =>
            compilation.GetSymbolsWithName(function.SourceName!, SymbolFilter.Member).OfType<IMethodSymbol>()
                .Select(method =>
                    MigrationRecords.Of(method, function.Name, knownTypes!, MigrationOptions.Default, CancellationToken.None)))
                    .OfType<MigrationRecord>();
        return SnapshotWriter.Write(schema with { Migrations = records.ToEquatableArray() });
    }

    /// <summary>With what SpacetimeDB generates; throws where the module does not compile.</summary>
    public static Compilation Compile(string source)
    {
        CSharpGeneratorDriver.Create(new ModuleGenerator())
            .RunGeneratorsAndUpdateCompilation(ModuleCompilation.Compile(source, ImplicitUsings), out var compilation, out _);
        var errors = compilation.GetDiagnostics()
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != SchemaTest.Unstable).ToArray();
        return errors.Length == 0
            ? compilation
            : throw new ArgumentException(
                $"The deployed module does not compile:\n{string.Join('\n', errors.AsEnumerable())}", nameof(source));
    }
}
