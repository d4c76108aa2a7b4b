using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Views. Their rows are computed anew, so nothing is rejected. Source: <c>auto_migrate.rs</c>, <c>auto_migrate_view</c>.
/// </summary>
internal sealed class ViewComparer(ComparisonContext context)
{
    public static void Compare(ComparisonContext context) => new ViewComparer(context).Compare();

    /// <summary>Whether publish removes the view and makes it anew.</summary>
    public static bool IsRebuilt(ViewSchema old, ViewSchema @new, ComparisonContext context) =>
        new ViewComparer(context).Reason(old, @new) is not null;

    private void Compare()
    {
        foreach (var view in context.Current.Views.Where(view => !IsRecursive(view)))
        {
            if (Error(view.ReturnType) is { } error)
            {
                var element = SchemaElement.View(view.Name);
                context.Add(
                    new(ChangeKind.ViewInvalid, element, error)
                    {
                        Publish = PublishVerdict.Rejected,
                        Errors = [new(error, element)],
                        Name = view.SourceName ?? view.Name,
                        New = view.ReturnType.ToString(),
                    });
            }
            else if (context.Rules.NamesAccessors
                && CanonicalNameCollision.InNew(
                    SchemaElement.View(view.Name), ViewRows.OwnColumns(view, context.Current), "AddView") is { } collision)
            {
                context.Add(
                    collision with { Disconnects = context.Deployed.View(view.Name) is { } kept && Reason(kept, view) is not null });
            }
            else if (context.Deployed.View(view.Name) is { } old)
            {
                Compare(old, view);
            }
            else if (!context.IsRefused(SchemaElement.View(view.Name)))
            {
                context.Add(new(ChangeKind.ViewAdded, SchemaElement.View(view.Name), "AddView") { Name = view.SourceName ?? view.Name });
            }
        }
        foreach (var view in context.Deployed.Views)
        {
            if (context.Current.View(view.Name) is null)
            {
                var element = SchemaElement.View(view.Name);
                context.Add(
                    new(ChangeKind.ViewRemoved, element, "RemoveView")
                    {
                        Disconnects = true,
                        IsPrivate = !view.IsPublic,
                        Deployed = element,
                    });
            }
        }
    }

    /// <summary>That stands for all else.</summary>
    private bool IsRecursive(ViewSchema view) =>
        context.Changes.Exists(change => change.Kind == ChangeKind.RecursiveType && change.Subject == SchemaElement.View(view.Name));

    private void Compare(ViewSchema old, ViewSchema @new)
    {
        var element = SchemaElement.View(@new.Name);
        if (old.IsPublic != @new.IsPublic)
        {
            context.Add(
                new(ChangeKind.ViewAccessChanged, element, "ChangeAccess")
                {
                    New = @new.IsPublic ? "public" : "private",
                    Deployed = element,
                });
        }
        if (Reason(old, @new) is { } reason)
        {
            context.Add(new(ChangeKind.ViewReshaped, element, "RemoveView")
            {
                Disconnects = true,
                New = reason,
                Reading = Reading(old, @new),
                Detail = Keyed(old, @new),
                IsPrivate = !@new.IsPublic,
                Deployed = element,
            });
        }
        else if (old.ReturnType is Sum != @new.ReturnType is Sum || old.ReturnType is Product != @new.ReturnType is Product
            || IsOtherRow(old, @new))
        {
            context.Add(
                new(ChangeKind.ViewResultChanged, element, "UpdateView")
                {
                    Old = old.ReturnType.ToString(),
                    New = @new.ReturnType.ToString(),
                    Deployed = element,
                });
        }
    }

    /// <summary>Whether it shows rows of another type. That the row type of a table is called otherwise is told at the table.</summary>
    private bool IsOtherRow(ViewSchema old, ViewSchema @new) =>
        ViewRows.TypeName(old.ReturnType) is { } before && ViewRows.TypeName(@new.ReturnType) is { } after && before != after
        && !context.Deployed.Tables.Any(table => table.RowType == before && context.Current.Table(table.Name)?.RowType == after);

    /// <summary>What differs, or null. That an option became a list or a query is no other shape.</summary>
    private string? Reason(ViewSchema old, ViewSchema @new) =>
        old.IsAnonymous != @new.IsAnonymous ? @new.IsAnonymous ? "it no longer looks at the sender" : "it looks at the sender now"
        : Rows(old, @new) is var (oldRow, newRow) && Differ(oldRow, newRow)
            ? $"its columns: {MemberWords.Of(oldRow, newRow, context.Types)}"
        : Parameters(old, @new) is var (oldParameters, newParameters) && Differ(oldParameters, newParameters)
            ? $"its parameters: {MemberWords.Of(oldParameters, newParameters, context.Types)}"
        : context.Rules.ComparesViewPrimaryKeys && ViewRows.PrimaryKey(old, context.Deployed) != ViewRows.PrimaryKey(@new, context.Current)
            ? $"its primary key was {Key(old, context.Deployed)} and is {Key(@new, context.Current)}"
        : null;

    /// <summary>Null where one shows no rows that can be told.</summary>
    private (EquatableArray<TypeMember> Old, EquatableArray<TypeMember> New)? Rows(ViewSchema old, ViewSchema @new) =>
        ViewRows.Of(old.ReturnType, context.Deployed) is { } oldRow && ViewRows.Of(@new.ReturnType, context.Current) is { } newRow
            ? (oldRow, newRow)
            : null;

    private (EquatableArray<TypeMember> Old, EquatableArray<TypeMember> New) Parameters(ViewSchema old, ViewSchema @new) =>
        (Canonical(old.Parameters, context.Deployed), Canonical(@new.Parameters, context.Current));

    private static string Key(ViewSchema view, ModuleSchema module) =>
        ViewRows.PrimaryKey(view, module) is { } key ? $"'{ViewRows.Of(view.ReturnType, module)!.Value[key].Name}'" : "none";

    /// <summary>What old clients make of its rows; they subscribe by its name, and look for each column at its place.</summary>
    private Encoding Reading(ViewSchema old, ViewSchema @new) =>
        Rows(old, @new) is var (oldRow, newRow) ? context.Encodings.Relate(new Product(oldRow), new Product(newRow)) : Encoding.Same;

    /// <summary>What follows from another primary key, or from other parameters.</summary>
    private string Keyed(ViewSchema old, ViewSchema @new) =>
        Parameters(old, @new) is var (oldParameters, newParameters) && Differ(oldParameters, newParameters)
            ? ", and subscriptions of old clients to it fail. Add a new view beside it, and remove the old one when no client needs it."
        : context.Rules.ComparesViewPrimaryKeys && Reading(old, @new) != Encoding.Other
            && ViewRows.PrimaryKey(old, context.Deployed) is { } key && key != ViewRows.PrimaryKey(@new, context.Current)
            ? $", and those with old bindings go on finding its rows by {Key(old, context.Deployed)}. Release new clients together with the module."
        : "";

    /// <summary>Source: <c>v9.rs</c>, <c>validate_param_column_def</c>: unlike those of reducers, these names are converted.</summary>
    private EquatableArray<TypeMember> Canonical(EquatableArray<TypeMember> parameters, ModuleSchema module) =>
        (module.Policy ?? context.Current.Policy) is { } policy
            ? parameters
                .Select(parameter =>
                    parameter.Name is null ? parameter : parameter with { Name = CaseConversion.ToCanonical(parameter.Name, policy) })
                .ToEquatableArray()
            : parameters;

    /// <summary>Whether one has a member that the other has not, or has with another number or type.</summary>
    private bool Differ(EquatableArray<TypeMember> old, EquatableArray<TypeMember> @new) => old.Count != @new.Count
        || old.Zip(@new, (before, after) => before.Name != after.Name || !context.Types.Relate(before.Type, after.Type).IsSame)
            .Any(static differ => differ);

    /// <summary>
    /// A list or an option of what is no row: the module does not validate. What is half typed may become anything.
    /// Source: <c>v10.rs</c>, <c>validate_view_def</c>.
    /// </summary>
    private string? Error(AlgebraicType type) =>
        (type is AlgebraicType.Array array ? array.Element : SpecialAlgebraicType.OptionElement(type)) switch
        {
            Ref row => context.Current.Resolve(row.Name) is Sum ? "InvalidProductTypeRef" : null,
            null or Unknown => null,
            _ => "InvalidViewReturnType",
        };
}
