using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Reducers and procedures. The planner does not look at them in any version; their callers do. What the host calls by itself,
/// at a moment or by a schedule, has no callers among clients.
/// </summary>
internal sealed class FunctionComparer(ComparisonContext context)
{
    private readonly SignatureRelation _signatures = new(context);

    public static void Compare(ComparisonContext context) => new FunctionComparer(context).Compare();

    private void Compare()
    {
        var removed = context.Deployed.Functions.Where(function => context.Current.Function(function.Name) is null).ToArray();
        var added = context.Current.Functions.Where(function => context.Deployed.Function(function.Name) is null).ToArray();
        var renamed = RenameMatcher.Match(removed, added, Score);
        foreach (var (old, @new) in renamed.Where(pair => !context.IsRefused(SchemaElement.Function(pair.Old.Name))))
        {
            context.Add(Change(ChangeKind.FunctionRenamed, old, SchemaElement.Function(@new.Name), "RemoveReducer") with
            {
                Affects = [SchemaElement.Function(old.Name), SchemaElement.Function(@new.Name)],
                Old = IsCalledAsBefore(old, @new) ? old.Name : old.SourceName ?? old.Name,
                New = IsCalledAsBefore(old, @new) ? @new.Name : @new.SourceName ?? @new.Name,
                Detail = context.Rules.NamesFunctions ? $", or keep its name with Name = \"{old.Name}\"" : "",
            });
        }
        foreach (var function in removed.Where(function =>
            !renamed.Any(pair => pair.Old == function) && !context.IsRefused(SchemaElement.Function(function.Name))))
        {
            context.Add(Change(ChangeKind.FunctionRemoved, function, SchemaElement.Function(function.Name), "RemoveReducer"));
        }
        foreach (var function in added.Where(function =>
            !renamed.Any(pair => pair.New == function) && !context.IsRefused(SchemaElement.Function(function.Name))))
        {
            context.Add(new(ChangeKind.FunctionAdded, SchemaElement.Function(function.Name), Named(function.Kind, "AddReducer")));
        }
        foreach (var function in context.Current.Functions)
        {
            if (context.Deployed.Function(function.Name) is { } old && !context.IsTakenFromAnother(SchemaElement.Function(function.Name))
                && !context.IsRefused(SchemaElement.Function(function.Name)))
            {
                Compare(old, function);
            }
        }
    }

    private void Compare(FunctionSchema old, FunctionSchema @new)
    {
        if (@new.Parameters.Any(static parameter => parameter.Name is { Length: 0 }))
        {
            // Somebody is typing one.
            return;
        }
        var element = SchemaElement.Function(@new.Name);
        if (old.Kind != @new.Kind || (old.Lifecycle is null && @new.Lifecycle is not null))
        {
            context.Add(Change(ChangeKind.FunctionRemoved, old, element, "RemoveReducer") with
            {
                Old = @new.Lifecycle?.ToString() ?? "",
                New = @new.Lifecycle is null ? $"a {Text(@new.Kind)}" : "called by the host alone",
            });
        }
        else if (NewSchedule(old, @new) is { } table)
        {
            // Where it was made is the new table: the function itself is as it was.
            context.Add(Change(ChangeKind.FunctionRemoved, old, SchemaElement.Table(table.Name), "RemoveReducer") with
            {
                New = $"scheduled by table '{table.Name}'",
                Affects = [element],
            });
        }
        else if (old.Lifecycle != @new.Lifecycle)
        {
            context.Add(
                new(ChangeKind.LifecycleChanged, element, "ChangeLifecycle")
                {
                    Old = Text(old.Lifecycle),
                    New = Text(@new.Lifecycle),
                    Deployed = element,
                });
        }
        else if (_signatures.Difference(old, @new) is { } difference && (IsClientCallable(old) || !OnlyRowsDiffer(old, @new)))
        {
            context.Add(Change(ChangeKind.ParametersChanged, old, element, "ChangeParameters") with
            {
                Old = Text(old),
                New = Text(@new),
                Detail = difference,
            });
        }
        else if (IsClientCallable(old) && _signatures.TypeEdits(old, @new).Any(IsUntold))
        {
            context.Add(new(ChangeKind.ParametersEdited, element, "ChangeParameters") { Deployed = element });
        }
        else if (IsClientCallable(old) && SignatureRelation.Harmless(old, @new) is { } harmless)
        {
            context.Add(new(ChangeKind.SignatureChanged, element, "ChangeParameters") { New = harmless, Deployed = element });
        }
        if (old.SourceName is not null && old.SourceName != @new.SourceName)
        {
            context.Add(new(ChangeKind.FunctionSourceNameChanged, element, "ChangeFunctionAccessorName")
            {
                Old = old.SourceName,
                New = @new.SourceName ?? "",
                Deployed = element,
            });
        }
    }

    private SchemaChange Change(ChangeKind kind, FunctionSchema deployed, SchemaElement subject, string planner) => new(
        IsClientCallable(deployed) ? kind : ChangeKind.InternalFunctionChanged, subject, Named(deployed.Kind, planner))
    {
        Name = deployed.SourceName ?? deployed.Name,
        Deployed = SchemaElement.Function(deployed.Name),
    };

    private static string Named(FunctionKind kind, string planner) => planner.Replace("Reducer", kind.ToString());

    private bool IsClientCallable(FunctionSchema function) => function.Lifecycle is null && !IsPrivate(function, context.Deployed.Tables);

    /// <summary>
    /// In 2.x a scheduled function is private. Source: <c>v10.rs</c>, <c>change_scheduled_functions_and_lifetimes_visibility</c>.
    /// </summary>
    private bool IsPrivate(FunctionSchema function, IEnumerable<TableSchema> tables) =>
        context.Rules.Engine.ConvertsNames && tables.Any(table => table.Schedule?.Function == function.Name);

    /// <summary>
    /// The new table that takes a function away from clients. A schedule that comes to a table that is there is rejected.
    /// </summary>
    private TableSchema? NewSchedule(FunctionSchema old, FunctionSchema @new) => IsClientCallable(old)
        ? context.Current.Tables.FirstOrDefault(table => context.Deployed.Table(table.Name) is null && IsPrivate(@new, [table]))
        : null;

    /// <summary>What changed in the row of a table is said of that.</summary>
    private bool OnlyRowsDiffer(FunctionSchema old, FunctionSchema @new) => Text(old) == Text(@new)
        && old.Parameters.All(parameter =>
            parameter.Type is AlgebraicType.Ref row && context.Deployed.Tables.Any(table => table.RowType == row.Name)
                && context.Current.Tables.Any(table => table.RowType == row.Name));

    private static string Text(Lifecycle? lifecycle) => lifecycle?.ToString() ?? "none";

    private static string Text(FunctionSchema function) =>
        $"({string.Join(", ", function.Parameters.Select(static parameter => $"{parameter.Type} {parameter.Name}"))})"
        + (function.ReturnType is { } type ? $" -> {type}" : "");

    private static string Text(FunctionKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>Where a column holds the type too, the edit itself is reported.</summary>
    private bool IsUntold(TypeEdit edit) => !context.Changes.Any(change => change.Subject == edit.Subject);

    private double? Score(FunctionSchema old, FunctionSchema @new)
    {
        var likeness = NameLikeness.Of(old.Name, @new.Name) + (IsCalledAsBefore(old, @new) ? 1 : 0);
        return old.Kind == @new.Kind && old.Lifecycle == @new.Lifecycle && likeness >= 0.5 && _signatures.Difference(old, @new) is null
            && !_signatures.TypeEdits(old, @new).Any()
            ? likeness
            : null;
    }

    /// <summary>In the code: what changed is the name that it was given in the database.</summary>
    private static bool IsCalledAsBefore(FunctionSchema old, FunctionSchema @new) =>
        old.SourceName is not null && old.SourceName == @new.SourceName;
}
