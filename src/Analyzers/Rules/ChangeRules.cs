using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Comparison;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>The one switch from a change of a schema to its rule.</summary>
internal static class ChangeRules
{
    /// <summary>Every rule that a change can belong to, and that of a missing snapshot.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = Enum.GetValues(typeof(ChangeKind))
        .Cast<ChangeKind>()
        .Select(Of)
        .Append(SnapshotRules.MissingSnapshot)
        .Distinct()
        .OrderBy(static rule => rule.Id, StringComparer.Ordinal)
        .ToImmutableArray();

    public static DiagnosticDescriptor Of(ChangeKind kind) => kind switch
    {
        ChangeKind.ColumnRemoved => PublishRules.ColumnRemoved,
        ChangeKind.ColumnRenamed => PublishRules.ColumnRenamed,
        ChangeKind.ColumnRetyped => PublishRules.ColumnRetyped,
        ChangeKind.ColumnsReordered or ChangeKind.ColumnInserted => PublishRules.ColumnsReordered,
        ChangeKind.ColumnAddedWithoutDefault => PublishRules.ColumnWithoutDefault,
        ChangeKind.VariantRemoved or ChangeKind.VariantRenamed or ChangeKind.VariantInserted or ChangeKind.VariantMoved =>
            PublishRules.VariantChanged,
        ChangeKind.VariantGrowsType => PublishRules.VariantGrowsType,
        ChangeKind.FieldRemoved or ChangeKind.FieldRenamed or ChangeKind.FieldAdded or ChangeKind.FieldMoved or ChangeKind.FieldRetyped =>
            PublishRules.FieldChanged,
        ChangeKind.EventFlagChanged => PublishRules.EventFlagChanged,
        ChangeKind.IndexAccessorChanged => PublishRules.IndexAccessorChanged,
        ChangeKind.UniqueConstraintMoved => PublishRules.UniqueConstraintMoved,
        ChangeKind.ScheduleAdded or ChangeKind.ScheduleRemoved or ChangeKind.ScheduleChanged => PublishRules.ScheduleChanged,
        ChangeKind.PolicyChanged => PublishRules.PolicyChanged,
        ChangeKind.UniqueColumnAdded => PublishRules.UniqueColumnAdded,
        ChangeKind.ColumnNamesCollide or ChangeKind.NamesCollide or ChangeKind.TypeNamesCollide or ChangeKind.AccessorTaken
            or ChangeKind.IndexAliasTaken or ChangeKind.IndexMoved or ChangeKind.SequenceMoved or ChangeKind.NameInvalid
            or ChangeKind.ScheduleInvalid or ChangeKind.ViewInvalid or ChangeKind.VisibilityFilterInvalid or ChangeKind.RecursiveType => PublishRules.RefusedModule,
        ChangeKind.TableRemoved => DataRules.TableRemoved,
        ChangeKind.TableRenamed => DataRules.TableRenamed,
        ChangeKind.UniqueConstraintAdded => DataRules.UniqueConstraintAdded,
        ChangeKind.AutoIncAdded => DataRules.AutoIncAdded,
        ChangeKind.ColumnAddedWithDefault => ClientRules.ColumnAdded,
        ChangeKind.ViewRemoved or ChangeKind.ViewReshaped => ClientRules.ViewChanged,
        ChangeKind.VisibilityFilterAdded or ChangeKind.VisibilityFilterRemoved => ClientRules.VisibilityChanged,
        ChangeKind.TableMadePrivate => ClientRules.MadePrivate,
        ChangeKind.FunctionRemoved or ChangeKind.FunctionRenamed => ClientRules.FunctionRemoved,
        ChangeKind.ParametersChanged => ClientRules.ParametersChanged,
        ChangeKind.PrimaryKeyRemovedOrMoved => ClientRules.PrimaryKeyChanged,
        ChangeKind.VariantAdded or ChangeKind.ColumnTypeGrown or ChangeKind.FieldTypeGrown => ClientRules.VariantAdded,
        ChangeKind.IndexRemoved or ChangeKind.IndexReplaced => ClientRules.IndexRemoved,
        ChangeKind.UniqueConstraintRemoved => ClientRules.UniqueConstraintRemoved,
        ChangeKind.EventTableReshaped => ClientRules.EventTableReshaped,
        _ => SnapshotRules.OutdatedSnapshot,
    };

    /// <summary>Whether a change hurts nobody: it has no rule of its own, and only the snapshot lacks it.</summary>
    public static bool IsCompatible(ChangeKind kind) => Of(kind) == SnapshotRules.OutdatedSnapshot;
}
