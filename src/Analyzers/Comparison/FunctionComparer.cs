using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Reducers and procedures. The planner does not look at them in any version; their callers do. What the host calls by itself,
/// at a moment or by a schedule, has no callers among clients.
/// </summary>
internal sealed class FunctionComparer(ComparisonContext context)
{
    public static void Compare(ComparisonContext context) => new FunctionComparer(context).Compare();

    private void Compare()
    {
        var removed = context.Deployed.Functions.Where(function => context.Current.Function(function.Name) is null).ToArray();
        var added = context.Current.Functions.Where(function => context.Deployed.Function(function.Name) is null).ToArray();
        var renamed = RenameMatcher.Match(removed, added, Score);
        foreach (var (old, @new) in renamed)
        {
            context.Add(Change(ChangeKind.FunctionRenamed, old, SchemaElement.Function(@new.Name), "RemoveReducer") with
            {
                Affects = [SchemaElement.Function(old.Name), SchemaElement.Function(@new.Name)],
                Old = old.SourceName ?? old.Name,
                New = @new.SourceName ?? @new.Name,
            });
        }
        foreach (var function in removed.Where(function => !renamed.Any(pair => pair.Old == function)))
        {
            context.Add(Change(ChangeKind.FunctionRemoved, function, SchemaElement.Function(function.Name), "RemoveReducer"));
        }
        foreach (var function in added.Where(function => !renamed.Any(pair => pair.New == function)))
        {
            context.Add(new(ChangeKind.FunctionAdded, SchemaElement.Function(function.Name), Named(function.Kind, "AddReducer")));
        }
        foreach (var function in context.Current.Functions)
        {
            if (context.Deployed.Function(function.Name) is { } old)
            {
                Compare(old, function);
            }
        }
    }

    private void Compare(FunctionSchema old, FunctionSchema @new)
    {
        var element = SchemaElement.Function(@new.Name);
        if (old.Kind != @new.Kind)
        {
            context.Add(Change(ChangeKind.FunctionRemoved, old, element, "RemoveReducer"));
        }
        else if (old.Lifecycle != @new.Lifecycle)
        {
            context.Add(new(ChangeKind.LifecycleChanged, element, "ChangeLifecycle") { Old = Text(old.Lifecycle), New = Text(@new.Lifecycle), Deployed = element });
        }
        else if (ParameterDifference(old, @new) is { } difference && (IsClientCallable(old) || !OnlyRowsDiffer(old, @new)))
        {
            context.Add(Change(ChangeKind.ParametersChanged, old, element, "ChangeParameters") with
            {
                Old = Text(old),
                New = Text(@new),
                Detail = difference,
            });
        }
        else if (IsClientCallable(old) && Growth(old, @new).Any(IsUntold))
        {
            context.Add(new(ChangeKind.ParametersGrown, element, "ChangeParameters") { Deployed = element });
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

    /// <summary>In 2.x a scheduled function is private. Source: <c>v10.rs</c>, <c>change_scheduled_functions_and_lifetimes_visibility</c>.</summary>
    private bool IsClientCallable(FunctionSchema function) =>
        function.Lifecycle is null
        && !(context.Rules.Engine.ConvertsNames && context.Deployed.Tables.Any(table => table.Schedule?.Function == function.Name));

    /// <summary>What changed in the row of a table is said of that.</summary>
    private bool OnlyRowsDiffer(FunctionSchema old, FunctionSchema @new) => Text(old) == Text(@new)
        && old.Parameters.All(parameter => parameter.Type is AlgebraicType.Ref row && context.Deployed.Tables.Any(table => table.RowType == row.Name) && context.Current.Tables.Any(table => table.RowType == row.Name));

    private static string Text(Lifecycle? lifecycle) => lifecycle?.ToString() ?? "none";

    private static string Text(FunctionSchema function) =>
        $"({string.Join(", ", function.Parameters.Select(static parameter => $"{parameter.Type} {parameter.Name}"))})"
        + (function.ReturnType is { } type ? $" -> {type}" : "");

    /// <summary>Callers send the values in order, without names: a parameter that is only called otherwise breaks nobody.</summary>
    private string? ParameterDifference(FunctionSchema old, FunctionSchema @new)
    {
        if (old.Parameters.Count != @new.Parameters.Count)
        {
            return $"It takes {@new.Parameters.Count} instead of {old.Parameters.Count} values. ";
        }
        for (var i = 0; i < old.Parameters.Count; i++)
        {
            if (!Takes(old.Parameters[i].Type, @new.Parameters[i].Type))
            {
                return $"The type of '{@new.Parameters[i].Name}' is another one. ";
            }
        }
        return old.ReturnType is { } before && @new.ReturnType is { } after && !context.Types.Relate(before, after).IsSame ? "It returns another type. " : null;
    }

    /// <summary>Old clients know the variants that were there, which keep their numbers; what is new at the end nobody sends.</summary>
    private bool Takes(AlgebraicType old, AlgebraicType @new) =>
        context.Types.Relate(old, @new).IsSame
        || context.TypeEdits.Find(old, @new) is { Count: > 0 } edits && edits.All(static edit => edit.Kind is ChangeKind.VariantAdded or ChangeKind.VariantGrowsType);

    /// <summary>New variants behind the parameters.</summary>
    private IEnumerable<TypeEdit> Growth(FunctionSchema old, FunctionSchema @new) =>
        old.Parameters.Zip(@new.Parameters, (before, after) => context.Types.Relate(before.Type, after.Type).IsSame ? [] : context.TypeEdits.Find(before.Type, after.Type))
            .SelectMany(static edits => edits);

    /// <summary>Where a column holds the type too, the variant itself is reported.</summary>
    private bool IsUntold(TypeEdit edit) => !context.Changes.Any(change => change.Subject == edit.Subject);

    private double? Score(FunctionSchema old, FunctionSchema @new)
    {
        var likeness = NameLikeness.Of(old.Name, @new.Name);
        return old.Kind == @new.Kind && old.Lifecycle == @new.Lifecycle && likeness >= 0.5 && ParameterDifference(old, @new) is null && !Growth(old, @new).Any()
            ? likeness + (old.SourceName is not null && old.SourceName == @new.SourceName ? 1 : 0)
            : null;
    }
}
