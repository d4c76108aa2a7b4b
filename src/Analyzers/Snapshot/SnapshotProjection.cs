using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// What of a schema a form of snapshot can tell: what a baseline cannot know is no difference to it (facts/engine.md §3).
/// </summary>
internal static class SnapshotProjection
{
    public static ModuleSchema To(SnapshotForm form, ModuleSchema schema) => form == SnapshotForm.Own
        ? schema
        : schema with
        {
            Policy = null,
            SpacetimeDBVersion = null,
            Migrations = [],
            KnowsIndexNames = form != SnapshotForm.ServerV10,
            Tables = schema.Tables.Select(table => To(form, table)).ToEquatableArray(),
            Types = schema.Types.Select(type => To(form, type)).ToEquatableArray(),
            Functions = schema.Functions.Select(function => To(form, function)).ToEquatableArray(),
            Views = schema.Views.Select(view => To(form, view)).ToEquatableArray(),
        };

    /// <summary>
    /// The current schema as a baseline of a form is compared with it. The comparer knows what a baseline may lack, and guesses
    /// some of it from names in the code; only the keys of views look as if they had been removed.
    /// </summary>
    public static ModuleSchema ToCurrent(SnapshotForm form, ModuleSchema deployed, ModuleSchema current) => current with
    {
        Views = current.Views
            .Select(view =>
                form == SnapshotForm.ServerV10 && deployed.View(view.Name) is not { ReturnType: AlgebraicType.Product }
                    ? view
                    : To(form, view))
            .ToEquatableArray(),
    };

    /// <summary>
    /// The two schemas of the way back, from the current one to the deployed one: each as the baseline tells it, for what that cannot
    /// know must differ in neither direction. A flag that it does not know is held to be as it is in the code.
    /// </summary>
    public static (ModuleSchema Deployed, ModuleSchema Current) ToWayBack(SnapshotForm form, ModuleSchema deployed, ModuleSchema current)
    {
        var projected = To(form, current);
        return form == SnapshotForm.ServerV9
            ? (WithEventFlags(deployed, current), WithEventFlags(projected, current))
            : (deployed, projected);
    }

    private static ModuleSchema WithEventFlags(ModuleSchema schema, ModuleSchema known) =>
        schema with
        {
            Tables = schema.Tables.Select(table => table with { IsEvent = known.Table(table.Name)?.IsEvent }).ToEquatableArray(),
        };

    public static TableSchema To(SnapshotForm form, TableSchema table) => form == SnapshotForm.Own
        ? table
        : table with
        {
            Accessor = form == SnapshotForm.ServerV10 ? table.Accessor : null,
            IsEvent = form == SnapshotForm.ServerV10 ? table.IsEvent : null,
            Columns = table.Columns.Select(static column => column with { SourceName = null }).ToEquatableArray(),
            Indexes = form == SnapshotForm.ServerV10 ? WithoutExplicitNames(table) : table.Indexes,
        };

    public static TypeSchema To(SnapshotForm form, TypeSchema type) => form == SnapshotForm.Own
        ? type
        : type with
        {
            SourceName = null,
            Definition = type.Definition switch
            {
                AlgebraicType.Product product => new AlgebraicType.Product(WithoutSourceNames(product.Fields)),
                AlgebraicType.Sum sum => new AlgebraicType.Sum(WithoutSourceNames(sum.Variants)),
                var other => other,
            },
        };

    public static FunctionSchema To(SnapshotForm form, FunctionSchema function) =>
        form == SnapshotForm.ServerV9 ? function with { SourceName = null } : function;

    /// <summary>
    /// Of a view that builds a query a server does not tell the declared key: it finds that of the table again.
    /// Source: <c>crates/schema/src/def.rs</c>, <c>From&lt;ModuleDef&gt; for RawModuleDefV10</c>.
    /// </summary>
    public static ViewSchema To(SnapshotForm form, ViewSchema view) => form switch
    {
        SnapshotForm.ServerV9 => view with { SourceName = null, PrimaryKey = null },
        SnapshotForm.ServerV10 when view.ReturnType is AlgebraicType.Product => view with { PrimaryKey = null },
        _ => view,
    };

    private static EquatableArray<IndexSchema> WithoutExplicitNames(TableSchema table) => table.Indexes
        .Select(index => index with { Name = IndexSchema.DefaultName(table.Name, index.Columns, index.Algorithm) })
        .OrderBy(static index => index.Name, StringComparer.Ordinal).ToEquatableArray();

    private static EquatableArray<TypeMember> WithoutSourceNames(EquatableArray<TypeMember> members) =>
        members.Select(static member => member with { SourceName = null }).ToEquatableArray();
}
