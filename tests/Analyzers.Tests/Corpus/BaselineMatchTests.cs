using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>What is as it was is told without comparing modules.</summary>
public class BaselineMatchTests
{
    private const string Player =
        "[SpacetimeDB.Table(Accessor = \"player\", Public = true)] public partial struct Player { [SpacetimeDB.PrimaryKey] public uint Id; public uint Level; } ";

    /// <summary>But for a filter or a table that no publish accepts: they are looked at each time.</summary>
    [Fact]
    public void A_module_has_all_of_its_own_snapshot()
    {
        var modules = CorpusPair.All.Select(static pair => (Pair: pair, Schema: pair.OldSchema))
            .Where(static module =>
                module.Schema.VisibilityFilters.Count == 0
                    && !module.Schema.Tables.Any(table => UnpublishableTables.Of(module.Schema).Contains(table.Name)))
            .ToArray();
        Assert.True(modules.Length > 400);
        Assert.Empty(
            modules.AsParallel().Where(static module => !HasAll(module.Pair.OldSource, module.Schema))
                .Select(static module => module.Pair.Name));
    }

    /// <summary>But for filters that are new or cannot be made, which are told at their fields.</summary>
    [Fact]
    public void Nothing_has_changed_where_a_module_has_all_of_a_snapshot() =>
        Assert.Empty(CorpusPair.All.AsParallel().SelectMany(static pair =>
            pair.OldSchema is var deployed && HasAll(pair.NewSource, deployed)
                ? SchemaComparer.Compare(deployed, pair.NewSchema, EngineVersion.Newest)
                    .Where(static change => change.Kind is not (ChangeKind.VisibilityFilterAdded or ChangeKind.VisibilityFilterInvalid))
                    .Select(change => $"{pair}: {change.Kind} {change.Subject}")
                : []));

    /// <summary>A walk would meet the cancellation.</summary>
    [Fact]
    public void Where_each_symbol_was_asked_for_the_module_is_not_walked()
    {
        var compilation = ModuleCompilation.Compile(
            Player + "public static partial class Module { [SpacetimeDB.Reducer] public static void Join(SpacetimeDB.ReducerContext ctx) { } }");
        var coverage = Coverage(compilation, ModuleCompilation.ReadSchema(compilation), out var match, out var baseline);
        Assert.Throws<OperationCanceledException>(() => coverage.HasAllOf(baseline, new(canceled: true)));
        match.OfRow(compilation.GetTypeByMetadataName("Player")!);
        match.OfMethod(compilation.GetTypeByMetadataName("Module")!.GetMembers("Join").OfType<IMethodSymbol>().Single());
        Assert.True(coverage.HasAllOf(baseline, new(canceled: true)));
    }

    [Theory]
    [InlineData("System.Collections.Generic.List<Player>")]
    [InlineData("Player?")]
    public void A_view_is_as_it_was_with_the_table_of_its_rows(string returned)
    {
        var view =
            $"public static partial class Module {{ [SpacetimeDB.View(Accessor = \"players\", Public = true)] public static {returned} Players(SpacetimeDB.ViewContext ctx) => default!; }}";
        var deployed = ModuleCompilation.ReadSchema(Player + view);
        Assert.NotEmpty(deployed.Views);
        Assert.True(HasAll(Player + view, deployed));
        Assert.False(HasAll(Player.Replace("uint Level", "ulong Level") + view, deployed));
        Assert.False(HasAll(Player, deployed));
    }

    [Fact]
    public void A_table_reads_the_same_beside_one_that_is_known() => Assert.Empty(CorpusPair.All.AsParallel().SelectMany(static pair =>
    {
        var deployed = pair.OldSchema;
        var compilation = ModuleCompilation.Compile(pair.NewSource);
        Assert.True(KnownTypes.TryGet(compilation, out var knownTypes));
        var reader = new SourceSchemaReader(compilation, knownTypes, EngineVersion.Newest, CancellationToken.None);
        return reader.Declarations.Types(CancellationToken.None)
            .Where(type =>
                !reader.ReadTables(type).Select(static table => table.Schema)
                    .SequenceEqual(reader.ReadTables(type, null, deployed.Table).Select(static table => table.Schema)))
            .Select(type => $"{pair}: {type.Name}");
    }));

    [Fact]
    public void A_table_reads_the_same_as_it_is_written()
    {
        var (read, unknown) = (0, 0);
        foreach (var pair in CorpusPair.All)
        {
            var compilation = ModuleCompilation.Compile(pair.NewSource);
            Assert.True(KnownTypes.TryGet(compilation, out var knownTypes));
            var reader = new SourceSchemaReader(compilation, knownTypes, EngineVersion.Newest, CancellationToken.None);
            foreach (var type in reader.Declarations.Types(CancellationToken.None))
            {
                var reached = new List<INamedTypeSymbol>();
                if (reader.ReadTablesAsWritten(type, reached, pair.OldSchema.Table) is { } written)
                {
                    var reachedAsBound = new List<INamedTypeSymbol>();
                    Assert.Equal(
                        reader.ReadTables(type, reachedAsBound).Select(static table => table.Schema),
                        written.Select(static table => table.Schema));
                    Assert.Equal(reachedAsBound, reached, SymbolEqualityComparer.Default);
                    read++;
                }
                else
                {
                    unknown++;
                }
            }
        }
        Assert.True(read > 50 * unknown, $"{read} were read, {unknown} were not");
    }

    private static bool HasAll(string source, ModuleSchema deployed) =>
        Coverage(ModuleCompilation.Compile(source), deployed, out _, out var baseline).HasAllOf(baseline, CancellationToken.None);

    private static BaselineCoverage Coverage(
        CSharpCompilation compilation, ModuleSchema deployed, out BaselineMatch match, out Baseline baseline)
    {
        Assert.True(KnownTypes.TryGet(compilation, out var knownTypes));
        var reader = new SourceSchemaReader(compilation, knownTypes, EngineVersion.Newest, CancellationToken.None);
        baseline = OwnBaseline.Of(deployed);
        match = new(reader, ImmutableArray.Create(baseline));
        return new(reader, match);
    }
}
