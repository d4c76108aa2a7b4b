using System.Text.Json;

namespace SpacetimeSchema.Analyzers.Tests.Corpus.Clients;

/// <param name="Type">As it is written: <c>array&lt;Item></c>.</param>
internal sealed record RawMember(string Name, string Type);

/// <param name="IsPublic">A private function is one that the host alone calls.</param>
/// <param name="Returns">Empty for a reducer.</param>
internal sealed record RawFunction(string Kind, bool IsPublic, RawMember[] Parameters, string Returns);

/// <summary>A module as the text of its snapshot has it, read without any model of ours.</summary>
internal sealed class RawModule
{
    private readonly Dictionary<string, (bool IsSum, RawMember[] Members)> _types;

    public RawModule(string json)
    {
        var root = JsonDocument.Parse(json).RootElement;
        Policy = root.GetProperty("policy").GetString()!;
        Tables = Items(root, "tables").ToDictionary(Name);
        Views = Items(root, "views").ToDictionary(Name);
        Filters = [.. Items(root, "visibilityFilters").Select(static sql => sql.GetString()!)];
        var scheduled = Tables.Values.Where(static table => table.TryGetProperty("schedule", out _))
            .Select(static table => table.GetProperty("schedule").GetProperty("function").GetString()!).ToHashSet();
        Functions = Items(root, "reducers").Select(static item => (Kind: "reducer", Item: item))
            .Concat(Items(root, "procedures").Select(static item => (Kind: "procedure", Item: item)))
            .ToDictionary(
                static item => Name(item.Item),
                item => new RawFunction(
                    item.Kind,
                    !item.Item.TryGetProperty("lifecycle", out _) && !scheduled.Contains(Name(item.Item)),
                    Members(item.Item, "parameters"),
                    Text(item.Item, "returns") ?? ""));
        _types = Items(root, "types")
            .ToDictionary(
                Name, static type => type.TryGetProperty("sum", out _) ? (true, Members(type, "sum")) : (false, Members(type, "product")));
        foreach (var table in Tables.Values.Where(static table => Text(table, "rowType") is not null))
        {
            _types.TryAdd(Text(table, "rowType")!, (false, Members(table, "columns")));
        }
    }

    public string Policy { get; }

    public Dictionary<string, JsonElement> Tables { get; }

    public Dictionary<string, JsonElement> Views { get; }

    public Dictionary<string, RawFunction> Functions { get; }

    public HashSet<string> Filters { get; }

    public bool Has(string type) => _types.ContainsKey(type);

    /// <summary>The variants or fields of a named type.</summary>
    public (bool IsSum, RawMember[] Members) Definition(string type) => _types[type];

    public static IEnumerable<JsonElement> Items(JsonElement element, string name) =>
        element.TryGetProperty(name, out var items) ? items.EnumerateArray() : [];

    public static RawMember[] Members(JsonElement element, string name) =>
        [.. Items(element, name).Select(static item => new RawMember(Name(item), Text(item, "type")!))];

    public static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var text) ? text.GetString() : null;

    public static bool Flag(JsonElement element, string name) =>
        element.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    public static string Name(JsonElement element) => Text(element, "name")!;

    public static bool IsPublic(JsonElement element) => Text(element, "access") == "public";

    /// <summary><c>result&lt;array&lt;A>, B></c>: <c>result</c>, and <c>array&lt;A></c>, <c>B</c>.</summary>
    public static (string Head, string[] Arguments) Split(string type)
    {
        var open = type.IndexOf('<', StringComparison.Ordinal);
        if (open < 0)
        {
            return (type, []);
        }
        var arguments = new List<string>();
        var (depth, start) = (0, open + 1);
        for (var i = open + 1; i < type.Length; i++)
        {
            if ((type[i] == ',' || i == type.Length - 1) && depth == 0)
            {
                arguments.Add(type[start..i].Trim());
                start = i + 1;
            }
            depth += type[i] == '<' ? 1 : type[i] == '>' ? -1 : 0;
        }
        return (type[..open], [.. arguments]);
    }
}
