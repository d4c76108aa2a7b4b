using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Corpus;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Robustness;

/// <summary>A small snapshot of each form that has something of every kind, and what must hold of any text that is made of it.</summary>
internal static class Snapshots
{
    private const string Module = """
        [SpacetimeDB.Type] public enum Mood { Calm, Angry }
        [SpacetimeDB.Type] public partial record Shape : SpacetimeDB.TaggedEnum<(uint Circle, string? Label)>;
        [SpacetimeDB.Table(Accessor = "player", Public = true)]
        [SpacetimeDB.Index.BTree(Accessor = "ByName", Columns = new[] { "Name", "Mood" })]
        public partial struct Player
        {
            [SpacetimeDB.PrimaryKey, SpacetimeDB.AutoInc] public uint Id;
            public string Name;
            public Mood Mood;
            [SpacetimeDB.Default(null!)] public System.Collections.Generic.List<Shape>? Shapes;
        }
        [SpacetimeDB.Table(Accessor = "told", Event = true)] public partial struct Told { [SpacetimeDB.Unique] public ulong Id; }
        [SpacetimeDB.Table(Accessor = "timer", Scheduled = "Tick")]
        public partial struct Timer { [SpacetimeDB.PrimaryKey, SpacetimeDB.AutoInc] public ulong Id; public SpacetimeDB.ScheduleAt ScheduledAt; }
        public static partial class Module
        {
            [SpacetimeDB.Reducer] public static void Tick(SpacetimeDB.ReducerContext ctx, Timer timer) { }
            [SpacetimeDB.Reducer(SpacetimeDB.ReducerKind.Init)] public static void Start(SpacetimeDB.ReducerContext ctx) { }
            [SpacetimeDB.Procedure] public static uint Ask(SpacetimeDB.ProcedureContext ctx, string what) => 1;
            [SpacetimeDB.View(Accessor = "All", Public = true)] public static System.Collections.Generic.List<Player> All(AnonymousViewContext ctx) => throw null!;
            [SpacetimeDB.ClientVisibilityFilter] public static readonly SpacetimeDB.Filter F = new SpacetimeDB.Filter.Sql("SELECT * FROM player");
        }
        """;

    public static ModuleSchema Schema { get; } = ModuleCompilation.ReadSchema(Module) with { Migrations = [new("start", "0a1b")] };

    public static string Own { get; } = SnapshotWriter.Write(Schema);

    public static string ServerV10 { get; } = CorpusPair.All.Single(static pair => pair.Name == "05_new_scheduled_table").OldV10;

    public static string ServerV9 { get; } = CorpusPair.All.Single(static pair => pair.Name == "05_new_scheduled_table").OldV9!;

    public static IReadOnlyList<string> All { get; } = [Own, ServerV10, ServerV9];

    /// <summary>It is read as a schema that can be worked with, or an error says what is wrong and where.</summary>
    public static void AssertReadOrRefused(string text)
    {
        var document = SnapshotReader.Read(text);
        if (document.Schema is not { } schema)
        {
            Assert.NotNull(document.Error);
            Assert.InRange(document.Error.Range.Start, 0, text.Length);
            Assert.InRange(document.Error.Range.Start + document.Error.Range.Length, 0, text.Length);
            Assert.EndsWith(".", document.Error.Message);
            return;
        }
        Assert.Null(document.Error);
        Assert.DoesNotContain(
            SchemaComparer.Compare(schema, schema, EngineVersion.Newest),
            change => SchemaAcceptance.CanAccept(change.Kind) && !IsReshapedEachTime(change, schema));
        Assert.NotNull(SchemaComparer.Compare(schema, Schema, EngineVersion.Newest));
        Assert.NotNull(SchemaComparer.Compare(Schema, schema, EngineVersion.Newest));
        if (document.Form == SnapshotForm.Own)
        {
            Assert.Equal(schema, SnapshotReader.Read(SnapshotWriter.Write(schema)).Schema);
        }
    }

    /// <summary>An event table with two columns of one name, which the planner cannot tell from another one of that kind.</summary>
    private static bool IsReshapedEachTime(SchemaChange change, ModuleSchema schema) =>
        change.Kind == ChangeKind.EventTableReshaped && schema.Table(change.Subject.Owner) is { } table
            && table.Columns.Any(column => table.IsShared(column.Name));
}
