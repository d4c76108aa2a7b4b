using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Gathers the edits of types over all columns: an edit of a <c>[Type]</c> is one change, however many columns it reaches.
/// </summary>
internal sealed class TypeEditCollector(ComparisonContext context)
{
    private readonly Dictionary<TypeEdit, SchemaChange> _changes = [];
    private readonly List<TypeEdit> _order = [];

    /// <summary>Compares the types of a column; false where the planner rejects the difference.</summary>
    /// <param name="isGrown">Whether a sum in it grew and nothing else.</param>
    public bool Add(TableSchema table, ColumnSchema old, ColumnSchema @new, out bool isGrown)
    {
        var result = context.Types.Relate(old.Type, @new.Type);
        isGrown = result.Errors.Count == 0 && result.IsChanged;
        if (result.IsSame)
        {
            return true;
        }
        var column = SchemaElement.Column(table.Name, @new.Name);
        var isRejected = result.Errors.Count > 0;
        foreach (var edit in Edits(old, @new, isRejected))
        {
            // An edit of the column itself is that column's alone.
            var key = edit.Subject is null ? edit with { Subject = column, Deployed = column } : edit;
            if (!_changes.TryGetValue(key, out var change))
            {
                _order.Add(key);
                change = New(key, isRejected, result.Errors) with { Affects = [], IsPrivate = true };
            }
            _changes[key] = change with
            {
                Publish = isRejected && IsRejecting(edit.Kind) ? PublishVerdict.Rejected : change.Publish,
                Affects = [.. change.Affects, column],
                Errors = isRejected && IsRejecting(edit.Kind)
                    ? [.. change.Errors, .. result.Errors.Distinct().Select(error => new PlannerError(error, column))]
                    : change.Errors,
                IsPrivate = change.IsPrivate && context.IsPrivate(table.Name),
            };
        }
        return !isRejected;
    }

    /// <summary>
    /// A row that was of fixed size and no longer is passes the plan and fails when it is carried out: by the new variants that hold
    /// what lies outside of it.
    /// </summary>
    public void FixedLayoutFlips(TableSchema table)
    {
        foreach (var edit in _order.Where(edit => IsGrowth(edit.Kind) && !IsFixed(edit.Subject!.Value)).ToArray())
        {
            var change = _changes[edit];
            var columns = change.Affects.Where(column => column.Owner == table.Name).ToArray();
            if (columns.Length > 0)
            {
                _changes[edit] = change with
                {
                    Kind = edit.Kind switch
                    {
                        ChangeKind.ColumnTypeGrown => ChangeKind.ColumnRetyped,
                        ChangeKind.FieldTypeGrown => ChangeKind.FieldRetyped,
                        _ => ChangeKind.VariantGrowsType,
                    },
                    Planner = "ChangeColumns",
                    Publish = PublishVerdict.Rejected,
                    Stage = PublishStage.Execution,
                    FailsAt = [.. change.FailsAt, .. columns],
                    Old = edit.Kind == ChangeKind.VariantAdded ? "rows of fixed size" : change.Old,
                    New = edit.Kind == ChangeKind.VariantAdded ? "rows of variable size" : change.New,
                };
            }
        }
    }

    private bool IsFixed(SchemaElement element) => TypeOf(element) is { } type && TypeLayout.Of(type, context.Current) is { IsFixed: true };

    /// <summary>Of a column, a field or the payload of a variant.</summary>
    private AlgebraicType? TypeOf(SchemaElement element) => element.Kind == SchemaElementKind.Column
        ? context.Current.Table(element.Owner)?.Column(element.Member!)?.Type
        : (context.Current.Resolve(element.Owner) switch { Sum sum => sum.Variants, Product product => product.Fields, _ => [] })
            .FirstOrDefault(member => member.Name == element.Member)?.Type;

    public void AddChanges()
    {
        foreach (var edit in _order)
        {
            if (!IsOfCollidingType(edit.Subject!.Value))
            {
                context.Add(Advised(_changes[edit]));
            }
        }
    }

    private SchemaChange Advised(SchemaChange change) =>
        change.Kind == ChangeKind.ColumnRetyped && context.Current.Table(change.Subject.Owner) is { } table
        && table.Column(change.Subject.Member!) is { } column
            ? change with { Detail = new ColumnAdvice(table, context).ForRetyped(column) }
            : change;

    /// <summary>Which of two types with one name was edited cannot be told by that name, and the module is refused anyhow.</summary>
    private bool IsOfCollidingType(SchemaElement subject) => context.Current.TypeCollisions.Count > 0
        && subject.Parent.Kind == SchemaElementKind.Type
        && context.Current.TypeCollisions.Any(collision => collision.Name == subject.Owner);

    private IEnumerable<TypeEdit> Edits(ColumnSchema old, ColumnSchema @new, bool isRejected)
    {
        var edits = context.TypeEdits.Find(old.Type, @new.Type);
        return isRejected && !edits.Any(static edit => IsRejecting(edit.Kind))
            ? edits.Append(new TypeEdit(ChangeKind.ColumnRetyped, null, null, "", old.Type.ToString(), @new.Type.ToString()))
            : edits;
    }

    private static bool IsRejecting(ChangeKind kind) => !IsGrowth(kind);

    private static bool IsGrowth(ChangeKind kind) =>
        kind is ChangeKind.VariantAdded or ChangeKind.ColumnTypeGrown or ChangeKind.FieldTypeGrown;

    private SchemaChange New(TypeEdit edit, bool isRejected, IReadOnlyList<string> errors)
    {
        var failsLater = !isRejected && !context.Rules.AddVariantsExecutes;
        var planner = isRejected && IsRejecting(edit.Kind)
            ? errors.FirstOrDefault(error => EndsIn(error, edit.Error)) ?? errors[0]
            : "ChangeColumns";
        return new(edit.Kind, edit.Subject!.Value, planner)
        {
            Publish = (isRejected && IsRejecting(edit.Kind)) || failsLater ? PublishVerdict.Rejected : PublishVerdict.Allowed,
            Stage = failsLater ? PublishStage.Execution : PublishStage.Plan,
            Deployed = edit.Deployed,
            MadeAt = edit.MadeAt,
            Name = edit.Kind is ChangeKind.VariantRemoved or ChangeKind.FieldRemoved
                ? edit.Old
                : edit.Subject.Value.Member ?? edit.Subject.Value.Owner,
            Old = edit.Old,
            New = edit.New,
        };
    }

    private static bool EndsIn(string error, string suffix) =>
        suffix.Length > 0 ? error.EndsWith(suffix, StringComparison.Ordinal) : error is "ChangeColumnType" or "ChangeWithinColumnType";
}
