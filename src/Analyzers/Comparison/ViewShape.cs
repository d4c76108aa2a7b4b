using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// What makes publish remove a view and make it anew: its context, columns, parameters or primary key are others.
/// Source: <c>auto_migrate.rs</c>, <c>auto_migrate_view</c>.
/// </summary>
internal sealed class ViewShape(ViewSchema old, ViewSchema @new, ComparisonContext context)
{
    /// <summary>All that differs, or null. That an option became a list or a query is no other shape.</summary>
    public string? Difference => string.Join("; ", Reasons()) is { Length: > 0 } reasons ? reasons : null;

    public bool IsOther => Reasons().Any();

    /// <summary>What old clients make of its rows; they subscribe by its name, and look for each column at its place.</summary>
    public Encoding Reading =>
        Rows is var (before, after) ? context.Encodings.Relate(new Product(before), new Product(after)) : Encoding.Same;

    /// <summary>What follows from another primary key, or from other parameters.</summary>
    public string Consequence =>
        HasOtherParameters
            ? ", and subscriptions of old clients to it fail. Add a new view beside it, and remove the old one when no client needs it."
        : HasOtherKey && Reading != Encoding.Other && ViewRows.PrimaryKey(old, context.Deployed) is not null
            ? $", and those with old bindings go on finding its rows by {Key(old, context.Deployed)}. Release new clients together with the module."
        : "";

    private IEnumerable<string> Reasons()
    {
        var isOtherRow = Rows is var (before, after) && Differ(before, after);
        if (old.IsAnonymous != @new.IsAnonymous)
        {
            yield return @new.IsAnonymous ? "it no longer looks at the sender" : "it looks at the sender now";
        }
        if (isOtherRow)
        {
            yield return $"its columns: {MemberWords.Of(Rows!.Value.Old, Rows.Value.New, context.Types)}";
        }
        if (HasOtherParameters)
        {
            yield return $"its parameters: {MemberWords.Of(Parameters.Old, Parameters.New, context.Types)}";
        }
        // Other columns may have given the same key another number.
        if (HasOtherKey && !(isOtherRow && Key(old, context.Deployed) == Key(@new, context.Current)))
        {
            yield return $"its primary key was {Key(old, context.Deployed)} and is {Key(@new, context.Current)}";
        }
    }

    /// <summary>Null where one shows no rows that can be told.</summary>
    private (EquatableArray<TypeMember> Old, EquatableArray<TypeMember> New)? Rows =>
        ViewRows.Of(old.ReturnType, context.Deployed) is { } before && ViewRows.Of(@new.ReturnType, context.Current) is { } after
            ? (before, after)
            : null;

    private (EquatableArray<TypeMember> Old, EquatableArray<TypeMember> New) Parameters =>
        (Canonical(old.Parameters, context.Deployed), Canonical(@new.Parameters, context.Current));

    private bool HasOtherParameters => Differ(Parameters.Old, Parameters.New);

    private bool HasOtherKey => context.Rules.ComparesViewPrimaryKeys
        && ViewRows.PrimaryKey(old, context.Deployed) != ViewRows.PrimaryKey(@new, context.Current);

    private static string Key(ViewSchema view, ModuleSchema module) =>
        ViewRows.PrimaryKey(view, module) is { } key ? $"'{ViewRows.Of(view.ReturnType, module)!.Value[key].Name}'" : "none";

    /// <summary>Source: <c>v9.rs</c>, <c>validate_param_column_def</c>: unlike those of reducers, these names are converted.</summary>
    private EquatableArray<TypeMember> Canonical(EquatableArray<TypeMember> parameters, ModuleSchema module) =>
        (module.Policy ?? context.Current.Policy) is { } policy
            ? parameters
                .Select(parameter =>
                    parameter.Name is null ? parameter : parameter with { Name = CaseConversion.ToCanonical(parameter.Name, policy) })
                .ToEquatableArray()
            : parameters;

    /// <summary>Whether one has a member that the other has not, or has with another number or type.</summary>
    private bool Differ(EquatableArray<TypeMember> before, EquatableArray<TypeMember> after) => before.Count != after.Count
        || before.Zip(after, (left, right) => left.Name != right.Name || !context.Types.Relate(left.Type, right.Type).IsSame)
            .Any(static differ => differ);
}
