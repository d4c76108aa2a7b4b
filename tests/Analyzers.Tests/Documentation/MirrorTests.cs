using SpacetimeSchema.Analyzers.Comparison;
using static SpacetimeSchema.Analyzers.Comparison.ChangeKind;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>What can be done can be undone: each kind of change has a mirror, or a reason why it has none.</summary>
public class MirrorTests
{
    private static readonly (ChangeKind[] Added, ChangeKind Removed)[] s_mirrors =
    [
        ([TableAdded], TableRemoved),
        ([TableMadePublic], TableMadePrivate),
        ([ColumnAddedWithDefault, ColumnAddedWithoutDefault, UniqueColumnAdded, ColumnInserted], ColumnRemoved),
        ([VariantAdded, VariantGrowsType, VariantInserted], VariantRemoved),
        ([ColumnTypeGrown], ColumnRetyped),
        ([FieldTypeGrown], FieldRetyped),
        ([ParametersEdited], ParametersChanged),
        ([FieldAdded], FieldRemoved),
        ([IndexAdded], IndexRemoved),
        ([UniqueConstraintAdded], UniqueConstraintRemoved),
        ([AutoIncAdded], AutoIncRemoved),
        ([PrimaryKeyAdded], PrimaryKeyRemovedOrMoved),
        ([ScheduleAdded], ScheduleRemoved),
        ([ViewAdded], ViewRemoved),
        ([VisibilityFilterAdded], VisibilityFilterRemoved),
        ([FunctionAdded], FunctionRemoved),
    ];

    /// <summary>Taking one of these back is a change of the same kind.</summary>
    private static readonly ChangeKind[] s_ownMirrors =
    [
        TableRenamed, TableSourceNameChanged, AccessorTaken, EventFlagChanged, EventTableReshaped, EventTablePrimaryKeyChanged,
        ColumnRenamed, ColumnsReordered, ColumnSourceNameChanged, DefaultChanged,
        VariantRenamed, VariantMoved, FieldRenamed, FieldMoved, TypeSourceNameChanged,
        IndexAccessorChanged, IndexAliasTaken, IndexMoved, IndexReplaced, SequenceMoved, UniqueConstraintMoved, ScheduleChanged,
        PolicyChanged,
        ViewReshaped, ViewResultChanged, ViewAccessChanged,
        FunctionRenamed, SignatureChanged, FunctionSourceNameChanged, LifecycleChanged, InternalFunctionChanged,
    ];

    private static readonly Dictionary<ChangeKind, string> s_withoutMirror = new()
    {
        [ColumnNamesCollide] = "It is wrong in the code alone; code that no longer has it has nothing to be told.",
        [NamesCollide] = "It is wrong in the code alone; code that no longer has it has nothing to be told.",
        [ScheduleInvalid] = "It is wrong in the code alone; code that no longer has it has nothing to be told.",
        [ViewInvalid] = "It is wrong in the code alone; code that no longer has it has nothing to be told.",
        [VisibilityFilterInvalid] = "It is wrong in the code alone; code that no longer has it has nothing to be told.",
        [NameInvalid] = "It is wrong in the code alone; code that no longer has it has nothing to be told.",
        [TypeNamesCollide] = "It is wrong in the code alone; code that no longer has it has nothing to be told.",
        [RecursiveType] = "It is wrong in the code alone; code that no longer has it has nothing to be told.",
        [EventTableUniqueConstraintRemoved] = "What makes a column unique is UniqueConstraintAdded in every table.",
        [AcceptedTakenBack] = "It is a mirror itself: to accept a change again is that change.",
        [PolicyRecorded] = "A server's answer does not name the policy, and a snapshot that names it does not lose it.",
    };

    [Fact]
    public void Each_kind_of_change_has_a_mirror_or_a_reason() => Assert.Equal(
        Enum.GetValues<ChangeKind>().Order(),
        s_mirrors.SelectMany(static pair => pair.Added.Append(pair.Removed)).Concat(s_ownMirrors).Concat(s_withoutMirror.Keys).Order());

    [Fact]
    public void Each_reason_is_written() => Assert.All(s_withoutMirror.Values, static reason => Assert.EndsWith(".", reason));
}
