using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// The types of a server's answer: a list that the rest refers to by number, and names for some of its entries.
/// Source: <c>crates/sats/src/typespace.rs</c>; SATS-JSON: <c>crates/sats/src/ser/serde.rs</c>.
/// </summary>
internal sealed class ServerTypespace(JsonValue[] types, IReadOnlyDictionary<int, string> names)
{
    /// <summary>More parts than any module has: types without names are written out wherever they are referred to.</summary>
    private const int MaximumSize = 1_000_000;

    private readonly HashSet<int> _unnamedPath = [];
    private int _size;

    public int Count => types.Length;

    /// <summary>
    /// The names by their numbers. Other languages than C# have types in scopes: of two with one name the second one is written out where
    /// it is referred to, for the planner compares what types are and not what they are called.
    /// </summary>
    /// <param name="property">What holds the name beside the scope.</param>
    public static Dictionary<int, string> Names(IEnumerable<(int Reference, JsonValue Scoped)> types, string property)
    {
        var names = new Dictionary<int, string>();
        var scopes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (reference, scoped) in types)
        {
            var name = scoped.Name(property);
            var scope = string.Join(".", scoped["scope"]?.Array().Select(static part => part.String()) ?? []);
            if (!scopes.TryGetValue(name, out var known) || known == scope)
            {
                scopes[name] = scope;
                names[reference] = name;
            }
        }
        return names;
    }

    public string? NameOf(int reference) => names.TryGetValue(reference, out var name) ? name : null;

    /// <summary>What stands at a number, with references in it by name.</summary>
    public AlgebraicType Definition(int reference) => Type(types[reference]);

    /// <summary>The named types but for those that are the rows of a table.</summary>
    public EquatableArray<TypeSchema> NamedTypes(IEnumerable<int> rows, Dictionary<SchemaElement, TextRange> places)
    {
        var rowTypes = new HashSet<int>(rows);
        var result = new List<TypeSchema>();
        foreach (var pair in names)
        {
            if (!rowTypes.Contains(pair.Key))
            {
                places[SchemaElement.Type(pair.Value)] = Place(types[pair.Key]);
                result.Add(new(pair.Value, Definition(pair.Key)));
            }
        }
        return result.OrderBy(static type => type.Name, StringComparer.Ordinal).ToEquatableArray();
    }

    /// <summary>The fields of a product, each with its place.</summary>
    public IReadOnlyList<(TypeMember Member, TextRange Place)> Elements(JsonValue product) =>
        product.Required("elements").Array().Select(element => (Member(element), Place(element))).ToArray();

    /// <summary>The columns of a table.</summary>
    public IReadOnlyList<(TypeMember Member, TextRange Place)> Row(int reference) =>
        types[reference]["Product"] is { } product
            ? Elements(product)
            : throw new SnapshotFormatException(types[reference], "The row of a table must be a product.");

    public AlgebraicType Type(JsonValue value)
    {
        if (++_size > MaximumSize)
        {
            throw new SnapshotFormatException(value, "The types are too large: those without names refer to one another too often.");
        }
        if (value.Object().Properties.Length != 1)
        {
            throw new SnapshotFormatException(value, "A type is an object with one property that names its kind.");
        }
        var (kind, content) = (value.Properties[0].Name, value.Properties[0].Value);
        return kind switch
        {
            "Ref" => Reference(content),
            "Array" => new AlgebraicType.Array(Type(content)),
            "Product" => new AlgebraicType.Product(Elements(content).Select(static element => element.Member).ToEquatableArray()),
            "Sum" => new AlgebraicType.Sum(content.Required("variants").Array().Select(Member).ToEquatableArray()),
            _ =>
                Primitive(kind)
                    ?? throw new SnapshotFormatException(
                        value.Properties[0].NameRange, $"'{kind}' is no kind of type that SpacetimeDB has."),
        };
    }

    public static string? OptionalName(JsonValue? option) => option?.Object()["some"]?.Name();

    public static TextRange Place(JsonValue value) => new(value.Range.Start, 1);

    private AlgebraicType Reference(JsonValue value)
    {
        var reference = value.Index(types.Length);
        if (NameOf(reference) is { } name)
        {
            return new AlgebraicType.Ref(name);
        }
        if (!_unnamedPath.Add(reference))
        {
            throw new SnapshotFormatException(value, "A type without a name contains itself.");
        }
        var type = Definition(reference);
        _unnamedPath.Remove(reference);
        return type;
    }

    private static AlgebraicType? Primitive(string kind) =>
        kind.Length > 0 && char.IsUpper(kind[0]) && TypeExpression.Keyword(kind.ToLowerInvariant()) is AlgebraicType.Primitive primitive
            ? primitive
            : null;

    private TypeMember Member(JsonValue value) =>
        new(value["name"]?.Object()["some"]?.MemberName(), Type(value.Required("algebraic_type")));
}
