namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1015: HTTP handlers have names of their own, which no snapshot keeps.</summary>
public class HttpHandlerNameTests
{
    private const string Item = "#pragma warning disable STDB_UNSTABLE\n[Table(Accessor = \"Item\", Public = true)] public partial struct Item { public uint Id; } ";

    private static string Handler(string name) =>
        $"[SpacetimeDB.HttpHandler] public static HttpResponse {name}(HandlerContext ctx, HttpRequest request) => default!; ";

    private static string Module(params string[] members) => $"{Item}public static partial class Module {{ {string.Concat(members)}}}";

    [Fact]
    public Task Two_may_not_share_a_name() => Verify.Finding(
        deployed: Module(Handler("GetItem")),
        edited: Module(Handler("GetItem"), Handler("{|STS1015:Get_Item|}")),
        says: "HTTP handler 'GetItem' and HTTP handler 'Get_Item' get the same name 'get_item' in the database: publish will reject it. Rename one of them, or keep one alone.",
        with: new()
        {
            Change = "DuplicateHttpHandlerName",
            Publish = "rejected",
            Stage = "plan",
            Affects = "get_item",
            Errors = "DuplicateHttpHandlerName get_item",
        });

    [Fact]
    public Task Nor_in_two_classes() => Verify.Finding(
        deployed: Module(Handler("GetItem")),
        edited: Module(Handler("GetItem")) + $" public static class Other {{ {Handler("{|STS1015:getItem|}")} }}");

    [Fact]
    public Task One_may_be_called_as_a_reducer_a_view_or_a_table_is() => Verify.Findings(
        deployed: Module("[Reducer] public static void get_item(ReducerContext ctx) { } [SpacetimeDB.View(Accessor = \"Items\", Public = true)] public static List<Item> All(ViewContext ctx) => new(); "),
        edited: Module(
            "[Reducer] public static void get_item(ReducerContext ctx) { } [SpacetimeDB.View(Accessor = \"Items\", Public = true)] public static List<Item> All(ViewContext ctx) => new(); ",
            Handler("GetItem"),
            Handler("items"),
            Handler("item")));

    [Theory]
    [InlineData("_1", "the name '1' in the database, which has to begin with a letter and to hold letters, digits and underscores alone")]
    [InlineData("_", "no name in the database, because underscores alone make none")]
    public Task The_name_has_to_be_one(string name, string gets) => Verify.Finding(
        deployed: Item,
        edited: Module(Handler($"{{|STS1015:{name}|}}")),
        says: $"HTTP handler '{name}' gets {gets}: publish will reject it. Rename it.",
        with: new() { Change = "IdentifierError", Publish = "rejected", Stage = "plan" });

    private const string NamedView =
        "[SpacetimeDB.View(Accessor = \"GetItem\", Name = \"find_item\", Public = true)] public static List<Item> All(ViewContext ctx) => new(); ";

    [Fact]
    public Task What_a_view_is_given_is_given_to_the_handler_of_its_name_in_the_code() => Verify.Finding(
        deployed: Module(NamedView, Handler("GetItem")),
        edited: Module(NamedView, Handler("GetItem"), Handler("{|STS1015:FindItem|}")),
        says: "HTTP handler 'GetItem' and HTTP handler 'FindItem' get the same name 'find_item' in the database: publish will reject it. Rename one of them, or keep one alone.");

    [Fact]
    public Task And_not_the_name_that_it_would_have() => Verify.NoFinding(
        deployed: Module(NamedView, Handler("GetItem")),
        edited: Module(NamedView, Handler("GetItem"), Handler("get_item")));

    [Fact]
    public Task One_that_is_gone_or_new_is_not_told_of() => Verify.NoFinding(
        deployed: Module(Handler("GetItem")),
        edited: Module(Handler("PutItem"), Handler("DropItem")));
}
