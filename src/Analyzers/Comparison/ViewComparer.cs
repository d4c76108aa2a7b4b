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
        new ViewShape(old, @new, context).IsOther;

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
                    collision with { Disconnects = context.Deployed.View(view.Name) is { } kept && IsRebuilt(kept, view, context) });
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
        var shape = new ViewShape(old, @new, context);
        if (shape.Difference is { } difference)
        {
            context.Add(new(ChangeKind.ViewReshaped, element, "RemoveView")
            {
                Disconnects = true,
                New = difference,
                Reading = shape.Reading,
                Detail = shape.Consequence,
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
