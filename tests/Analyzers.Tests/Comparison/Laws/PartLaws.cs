using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using Xunit.Abstractions;

namespace SpacetimeSchema.Analyzers.Tests.Comparison.Laws;

/// <summary>What the comparison of one table or function says of it is what that of the whole module says.</summary>
public class PartLaws(ITestOutputHelper output)
{
    [Fact]
    public void A_table_compared_alone_has_the_changes_that_it_has_in_its_module()
    {
        var (alone, changed) = (0, 0);
        SchemaPair.AllObey(pair => pair.Current.Tables.SelectMany(table =>
        {
            var expected = ChangesOf(SchemaElement.Table(table.Name), pair.Changes());
            changed += expected.Length > 0 ? 1 : 0;
            if (Alone(pair, [table], []) is not { } changes)
            {
                return [];
            }
            alone += expected.Length > 0 ? 1 : 0;
            return Difference(expected, ChangesOf(SchemaElement.Table(table.Name), changes));
        }));
        output.WriteLine($"{alone} of {changed} changed tables can be compared alone.");
        Assert.InRange(alone, changed / 2, changed);
    }

    [Fact]
    public void A_function_compared_alone_has_the_changes_that_it_has_in_its_module() =>
        SchemaPair.AllObey(static pair => pair.Current.Functions
            .Where(function =>
                TypeClosure.Of(TypeClosure.RootsOf(function), pair.Current).Values.All(type => type.Equals(pair.Deployed.Type(type.Name))))
            .SelectMany(function => Alone(pair, [], [function]) is { } changes
                ? Difference(
                    ChangesOf(SchemaElement.Function(function.Name), pair.Changes()),
                    ChangesOf(SchemaElement.Function(function.Name), changes))
                : []));

    /// <summary>Null where the rest of the module matters.</summary>
    private static IReadOnlyList<SchemaChange>? Alone(
        SchemaPair pair, EquatableArray<TableSchema> tables, EquatableArray<FunctionSchema> functions)
    {
        var part = pair.Current with { Tables = tables, Functions = functions, Views = [], VisibilityFilters = [], Types = [] };
        var types = TypeClosure.Of(TypeClosure.RootsOf(part), pair.Current).Values
            .Where(type => !tables.Any(table => table.RowType == type.Name));
        part = part with { Types = types.ToEquatableArray() };
        return SchemaPart.Deployed(pair.Deployed, part) is { } deployed
            ? SchemaComparer.Compare(deployed, part, EngineVersion.Newest)
            : null;
    }

    private static SchemaChange[] ChangesOf(SchemaElement element, IReadOnlyList<SchemaChange> changes) =>
        [.. changes.Where(change => change.Subject.Parent == element)];

    private static IEnumerable<string> Difference(SchemaChange[] expected, SchemaChange[] actual) =>
        expected.SequenceEqual(actual)
            ? []
            : [$"expected [{string.Join<SchemaChange>(", ", expected)}]\nalone [{string.Join<SchemaChange>(", ", actual)}]"];
}
