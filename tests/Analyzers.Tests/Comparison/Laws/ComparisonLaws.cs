using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>What holds of every comparison, whatever the schemas are.</summary>
public class ComparisonLaws
{
    [Fact]
    public void A_schema_does_not_differ_from_itself_under_any_engine() => SchemaPair.AllObey(static pair =>
        from engine in pair.SomeEngines
        from change in SchemaComparer.Compare(pair.Deployed, pair.Deployed, engine)
        select $"{engine}: {change.Kind} {change.Subject}");

    /// <summary>But for a named type that only got another name: neither the planner nor a snapshot's reader is hurt by it.</summary>
    [Fact]
    public void Schemas_without_a_change_are_the_same() => SchemaPair.AllObey(static pair =>
        pair.Changes().Count == 0 && !pair.Deployed.Equals(pair.Current)
            && pair.Current.Types.All(type => pair.Deployed.Type(type.Name) is not null)
            ? [string.Join(' ', SnapshotWriter.Write(pair.Current).Split('\n').Except(SnapshotWriter.Write(pair.Deployed).Split('\n')))]
            : []);

    [Fact]
    public void The_same_schemas_have_the_same_changes_in_the_same_order() => SchemaPair.AllObey(static pair =>
        pair.Changes().SequenceEqual(pair.Changes()) ? [] : ["another time, other changes"]);

    [Fact]
    public void An_engine_that_nobody_has_read_yet_is_held_to_be_like_the_newest() => SchemaPair.AllObey(static pair =>
        pair.Changes(new EngineVersion(3, 1, 0)).SequenceEqual(pair.Changes()) ? [] : ["other changes"]);

    [Fact]
    public void A_change_is_about_what_one_of_the_schemas_has() => SchemaPair.AllObey(static pair =>
    {
        var (before, after) = (Elements(pair.Deployed), Elements(pair.Current));
        return pair.Changes().SelectMany(change => change.Affects.Append(change.Subject)
            .Where(element => !before.Contains(element) && !after.Contains(element))
            .Concat(change.Deployed is { } deployed && !before.Contains(deployed) ? [deployed] : [])
            .Select(element => $"{change.Kind} {change.Subject} names {element.Kind} {element}"));
    });

    [Fact]
    public void A_change_affects_something() => SchemaPair.AllObey(static pair =>
        pair.Changes().Where(static change => change.Affects.Count == 0).Select(static change => $"{change.Kind} {change.Subject}"));

    [Fact]
    public void A_change_is_told_once() => SchemaPair.AllObey(static pair => pair.Changes()
        .GroupBy(static change =>
            (change.Kind, change.Subject, change.Kind is ChangeKind.VariantRemoved or ChangeKind.FieldRemoved ? change.Old : ""))
        .Where(static group => group.Count() > 1)
        .Select(static group => $"twice {group.Key}"));

    [Fact]
    public void What_the_plan_rejects_has_an_error_of_the_planner_and_nothing_else_has() => SchemaPair.AllObey(static pair =>
        from engine in pair.SomeEngines
        from change in pair.Changes(engine)
        let isRejected = change is { Publish: PublishVerdict.Rejected, Stage: PublishStage.Plan }
        where isRejected != change.Errors.Count > 0
        select $"{engine}: {change.Kind} {change.Subject} is {change.Publish} at {change.Stage} with {change.Errors.Count} errors");

    /// <summary>
    /// But for 1.3.1, which broke new variants again, and 2.8.2, which fails over an index that goes along with a renamed table; what only
    /// clients feel grew and shrank over time.
    /// </summary>
    [Fact]
    public void A_newer_engine_rejects_nothing_that_an_older_one_accepts() => SchemaPair.AllObey(static pair =>
        from engines in pair.SomeEngines.Where(static engine => engine != new EngineVersion(1, 3, 1)).ToArray() is var all
            ? all.Zip(all.Skip(1))
            : []
        let older = pair.Changes(engines.First).Where(static change => change.Publish == PublishVerdict.Rejected)
            .Select(static change => change.Subject).ToHashSet()
        from change in pair.Changes(engines.Second)
        where change.Publish == PublishVerdict.Rejected && change.Planner != "ChangeIndexSourceName"
            && !older.Contains(change.Subject) && older.Count == 0
        select $"{engines.Second} rejects {change.Kind} {change.Subject}, {engines.First} does not");

    [Fact]
    public void A_new_table_changes_no_finding_about_the_tables_that_stay() => SchemaPair.AllObey(static pair =>
    {
        var fresh = new TableSchema
        {
            Name = "zz_fresh",
            Accessor = "zz_fresh",
            RowType = "ZzFresh",
            Columns = [new("zz", new AlgebraicType.Primitive(PrimitiveKind.U8)) { SourceName = "zz" }],
        };
        var grown = pair.Current with { Tables = [.. pair.Current.Tables, fresh] };
        var before = AboutStaying(pair, pair.Changes());
        var after = AboutStaying(pair, SchemaComparer.Compare(pair.Deployed, grown, EngineVersion.Newest));
        return before.Except(after).Concat(after.Except(before)).Select(static change => $"{change.Kind} {change.Subject}");
    });

    /// <summary>
    /// What a server's answer lacks may hide a change, and makes none. Policies and event flags are guessed to be as they were.
    /// </summary>
    [Theory]
    [InlineData(nameof(SnapshotForm.ServerV9))]
    [InlineData(nameof(SnapshotForm.ServerV10))]
    public void A_baseline_that_knows_less_accuses_nobody(string form) => SchemaPair.AllObey(pair =>
    {
        var server = Enum.Parse<SnapshotForm>(form);
        var known = pair.Changes().Select(static change => (change.Kind, change.Subject)).ToHashSet();
        return HasOtherFlags(pair)
            ? []
            : SchemaComparer.Compare(
                SnapshotProjection.To(server, pair.Deployed),
                SnapshotProjection.ToCurrent(server, pair.Deployed, pair.Current),
                EngineVersion.Newest)
            .Where(change =>
                change.Publish != PublishVerdict.Allowed && !known.Contains((change.Kind, change.Subject))
                    && !MayHaveKeptName(pair, change))
            .Select(static change => $"{change.Kind} {change.Subject}");
    });

    [Fact]
    public void Any_two_schemas_can_be_compared()
    {
        for (var i = 0; i < SchemaPair.Count; i++)
        {
            var (left, right) = (SchemaPair.All[i], SchemaPair.All[(i * 7 + 1) % SchemaPair.Count]);
            Assert.NotNull(SchemaComparer.Compare(left.Deployed, right.Current, SchemaPair.Engines[i % SchemaPair.Engines.Count]));
        }
    }

    private static bool HasOtherFlags(SchemaPair pair) => pair.Deployed.Policy != pair.Current.Policy
        || pair.Deployed.Tables.Any(table => pair.Current.Table(table.Name) is { } current && current.IsEvent != table.IsEvent);

    /// <summary>
    /// An explicit name that the answer lost is held to have been none: then a unique column took the index over under its name.
    /// </summary>
    private static bool MayHaveKeptName(SchemaPair pair, SchemaChange change) => change.Kind == ChangeKind.IndexAccessorChanged
        && pair.Current.Table(change.Subject.Owner)!.Indexes.First(index => index.Name == change.Subject.Member) is var index
        && pair.Deployed.Table(change.Subject.Owner)!.Indexes.Any(old => old.Columns.Equals(index.Columns) && old.Name != index.Name);

    private static SchemaChange[] AboutStaying(SchemaPair pair, IEnumerable<SchemaChange> changes) => changes
        .Where(change => pair.Deployed.Table(change.Subject.Owner) is not null && pair.Current.Table(change.Subject.Owner) is not null)
        .ToArray();

    private static HashSet<SchemaElement> Elements(ModuleSchema schema) =>
    [
        SchemaElement.Module,
        .. SnapshotReader.Read(SnapshotWriter.Write(schema)).Places.Keys,
        .. schema.Tables.Select(static table => SchemaElement.Type(table.RowType!)),
        .. schema.Tables.SelectMany(static table => table.Columns.Select(column => SchemaElement.TypeMember(table.RowType!, column.Name))),
    ];
}
