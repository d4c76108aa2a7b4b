using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Two parts of a module that take one name: the module does not validate. Told once for each two owners, at the part that is not
/// deployed. Source: <c>v9.rs</c>, <c>add_to_global_namespace</c> and <c>check_function_names_are_unique</c>;
/// <c>v10.rs</c>, <c>check_http_handler_names_are_unique</c>.
/// </summary>
internal static class NameCollisionComparer
{
    public static void Compare(ComparisonContext context)
    {
        var taken = new Dictionary<string, NameClaim>(StringComparer.Ordinal);
        var told = new HashSet<(SchemaElement, SchemaElement)>();
        foreach (var claim in NameClaim.Of(context.Current))
        {
            if (!taken.TryGetValue(claim.Name, out var first))
            {
                taken.Add(claim.Name, claim);
            }
            else if (told.Add((first.Element.Parent, claim.Element.Parent)))
            {
                context.Add(
                    Newness(first, context.Deployed) > Newness(claim, context.Deployed)
                        ? Change(claim, first, context)
                        : Change(first, claim, context));
            }
        }
        foreach (var view in context.Current.Views)
        {
            if ((context.Current.Function(view.Name) ?? FunctionInCode(view, context.Current)) is { } function)
            {
                var (first, second) = (SchemaElement.Function(function.Name), SchemaElement.View(view.Name));
                var texts = (Text(first, function.SourceName), Text(second, view.SourceName));
                var change = context.Deployed.View(view.Name) is null || context.Deployed.Function(function.Name) is not null
                    ? Change(texts.Item1, texts.Item2, second, "DuplicateFunctionName")
                    : Change(texts.Item2, texts.Item1, first, "DuplicateFunctionName");
                var shared = change.Subject with { Owner = IsGiven(view, context.Current) ? view.Name : function.Name };
                context.Add(change with { Name = shared.Owner, Affects = [shared], Errors = [new(change.Planner, shared)] });
            }
        }
        foreach (var pair in context.Current.DoubleDeclarations)
        {
            var (before, fresh) = context.IsTakenFromAnother(pair.Element) ? (pair.Second, pair.First) : (pair.First, pair.Second);
            context.Add(
                Change(
                    Text(pair.Element, before),
                    Text(pair.Element, fresh),
                    pair.Element,
                    Error(pair.Element.Kind)) with
                {
                    MadeAt = pair.PlaceOf(fresh),
                });
        }
    }

    /// <summary>
    /// The server looks a given name up by the name in the code, among reducers, procedures and views alike: what is called alike there
    /// gets it too. Source: <c>v10.rs</c>, <c>ExplicitNamesLookup</c>.
    /// </summary>
    private static FunctionSchema? FunctionInCode(ViewSchema view, ModuleSchema module) =>
        view.SourceName is null ? null : module.Functions.FirstOrDefault(function => function.SourceName == view.SourceName);

    private static bool IsGiven(ViewSchema view, ModuleSchema module) =>
        view.SourceName is { } source && view.Name != CaseConversion.ToCanonical(source, module.AppliedPolicy);

    /// <summary>What belongs to a table that is not deployed is newer than what was added to one that is.</summary>
    private static int Newness(NameClaim claim, ModuleSchema deployed) => claim.Kind == NameClaimKind.View
        ? deployed.View(claim.Name) is null ? 2 : 0
        : deployed.Table(claim.Element.Owner) is not { } table ? 2 : NameClaim.Of(table).Any(claim.IsAlso) ? 0 : 1;

    private static SchemaChange Change(NameClaim before, NameClaim fresh, ComparisonContext context)
    {
        var change = Change(before.ToString(), fresh.ToString(), fresh.Element, "DuplicateName") with
        {
            Name = fresh.Name,
            Errors = [new("DuplicateName", new(SchemaElementKind.Index, fresh.Name))],
            Deployed = context.Deployed.Table(fresh.Element.Owner) is null ? null : fresh.Element.Parent,
        };
        return fresh.Kind == NameClaimKind.Index
            && context.Current.Table(fresh.Element.Owner)!.Indexes.First(index => index.Name == fresh.Element.Member) is var index
            ? change with { Affects = index.Columns.Select(column => SchemaElement.Column(fresh.Element.Owner, column)).ToEquatableArray() }
            : change;
    }

    /// <summary>
    /// Two views are refused as two tables are, in the namespace of these, before functions of all kinds are compared.
    /// Source: <c>v10.rs</c>, <c>validate_view_def</c>.
    /// </summary>
    private static string Error(SchemaElementKind kind) => kind switch
    {
        SchemaElementKind.Function => "DuplicateFunctionName",
        SchemaElementKind.HttpHandler => "DuplicateHttpHandlerName",
        _ => "DuplicateName",
    };

    private static SchemaChange Change(string before, string fresh, SchemaElement element, string error) =>
        new(ChangeKind.NamesCollide, element, error)
        {
            Publish = PublishVerdict.Rejected,
            Errors = [new(error, element)],
            Name = element.Owner,
            Old = before,
            New = fresh,
        };

    private static string Text(SchemaElement element, string? sourceName) => $"{Word(element.Kind)} '{sourceName ?? element.Owner}'";

    private static string Word(SchemaElementKind kind) => kind switch
    {
        SchemaElementKind.Table => "table",
        SchemaElementKind.View => "view",
        SchemaElementKind.HttpHandler => "HTTP handler",
        _ => "function",
    };
}
