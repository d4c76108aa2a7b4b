using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>Reads what <see cref="SnapshotWriter"/> writes.</summary>
internal static class OwnFormatReader
{
    private static readonly string[] s_rootProperties = ["$schema", "format", "spacetimedb", "policy", "tables", "types", "reducers",
        "procedures", "views", "visibilityFilters", "migrations", "accepted", "was"];
    private static readonly string[] s_partProperties = ["policy", "tables", "types"];
    private static readonly string[] s_typeProperties = ["name", "source", "state", "from", "product", "sum", "accepted", "was"];
    private static readonly string[] s_memberProperties = ["name", "source", "type"];
    private static readonly string[] s_reducerProperties = ["name", "method", "parameters", "lifecycle"];
    private static readonly string[] s_procedureProperties = ["name", "method", "parameters", "returns"];
    private static readonly string[] s_viewProperties = ["name", "accessor", "access", "anonymous", "primaryKey", "parameters", "returns"];
    private static readonly string[] s_migrationProperties = ["reducer", "hash"];

    public static ModuleSchema Read(JsonValue root, Dictionary<SchemaElement, TextRange> places)
    {
        CheckVersion(root.Required("format"));
        root.OnlyHas(s_rootProperties);
        if (root["policy"] is { } policy)
        {
            places[SchemaElement.Module] = policy.Range;
        }
        return new()
        {
            SpacetimeDBVersion = root.OptionalString("spacetimedb"),
            Policy = root["policy"]?.Word<CaseConversionPolicy>(),
            Tables = Sorted(root.Array("tables").Select(table => OwnFormatTableReader.Read(table, places)), static table => table.Name),
            Types = Sorted(root.Array("types").Select(type => Type(type, places)), static type => type.Name),
            Functions = Sorted(
                root.Array("reducers").Select(reducer => Reducer(reducer, places))
                    .Concat(root.Array("procedures").Select(procedure => Procedure(procedure, places))),
                static function => function.Name),
            Views = Sorted(root.Array("views").Select(view => View(view, places)), static view => view.Name),
            VisibilityFilters = Sorted(
                root.Array("visibilityFilters").Select(filter => VisibilityFilter(filter, places)), static sql => sql),
            Migrations = Sorted(root.Array("migrations").Select(Migration), static migration => migration.Reducer),
        };
    }

    /// <summary>What a schema was in part, before changes were accepted.</summary>
    public static ModuleSchema ReadPart(JsonValue value)
    {
        value.OnlyHas(s_partProperties);
        var places = new Dictionary<SchemaElement, TextRange>();
        return new()
        {
            Policy = value["policy"]?.Word<CaseConversionPolicy>(),
            Tables = Sorted(value.Array("tables").Select(table => OwnFormatTableReader.Read(table, places)), static table => table.Name),
            Types = Sorted(value.Array("types").Select(type => Type(type, places)), static type => type.Name),
        };
    }

    /// <summary>Sorted whatever a merge made of the order, so that a rewrite repairs it.</summary>
    private static EquatableArray<T> Sorted<T>(IEnumerable<T> items, Func<T, string> name)
        where T : IEquatable<T> => items.OrderBy(name, StringComparer.Ordinal).ToEquatableArray();

    private static void CheckVersion(JsonValue format)
    {
        if (format.AsIndex() is not { } version || version < 1)
        {
            throw new SnapshotFormatException(format, "The version of the format is expected here, a number from 1 on.");
        }
        if (version > OwnFormat.Version)
        {
            throw new SnapshotFormatException(
                format,
                $"The snapshot was written in format {version} by a newer SpacetimeSchema.Analyzers; this one reads formats up to {OwnFormat.Version}. Update the package.");
        }
    }

    private static TypeSchema Type(JsonValue value, Dictionary<SchemaElement, TextRange> places)
    {
        value.OnlyHas(s_typeProperties);
        var name = value.Name("name");
        places[SchemaElement.Type(name)] = value.Required("name").Range;
        var isSum = value["sum"] is not null;
        var members = Members(value.Required(isSum ? "sum" : "product"));
        foreach (var member in value.Required(isSum ? "sum" : "product").Items)
        {
            places[SchemaElement.TypeMember(name, member.Required("name").MemberName())] = member.Range;
        }
        return new(name, isSum ? new AlgebraicType.Sum(members) : new AlgebraicType.Product(members), value.OptionalName("source"));
    }

    private static EquatableArray<TypeMember> Members(JsonValue value) => value.Array().Select(static member =>
    {
        member.OnlyHas(s_memberProperties);
        return new TypeMember(
            member.Required("name").MemberName(), OwnFormatTableReader.Type(member.Required("type")), member.OptionalName("source"));
    }).ToEquatableArray();

    private static FunctionSchema Reducer(JsonValue value, Dictionary<SchemaElement, TextRange> places)
    {
        value.OnlyHas(s_reducerProperties);
        return new(FunctionKind.Reducer, FunctionName(value, places), Members(value.Required("parameters")))
        {
            SourceName = value.OptionalName("method"),
            Lifecycle = value["lifecycle"]?.Word<Lifecycle>(),
        };
    }

    private static FunctionSchema Procedure(JsonValue value, Dictionary<SchemaElement, TextRange> places)
    {
        value.OnlyHas(s_procedureProperties);
        return new(FunctionKind.Procedure, FunctionName(value, places), Members(value.Required("parameters")))
        {
            SourceName = value.OptionalName("method"),
            ReturnType = OwnFormatTableReader.Type(value.Required("returns")),
        };
    }

    private static string FunctionName(JsonValue value, Dictionary<SchemaElement, TextRange> places)
    {
        var name = value.Name("name");
        places[SchemaElement.Function(name)] = value.Required("name").Range;
        return name;
    }

    private static ViewSchema View(JsonValue value, Dictionary<SchemaElement, TextRange> places)
    {
        value.OnlyHas(s_viewProperties);
        var name = value.Name("name");
        places[SchemaElement.View(name)] = value.Required("name").Range;
        return new(name, OwnFormatTableReader.Type(value.Required("returns")))
        {
            SourceName = value.OptionalName("accessor"),
            IsPublic = value.Required("access").Word<TableAccess>() == TableAccess.Public,
            IsAnonymous = value.OptionalBool("anonymous"),
            PrimaryKey = value.OptionalName("primaryKey"),
            Parameters = Members(value.Required("parameters")),
        };
    }

    private static string VisibilityFilter(JsonValue value, Dictionary<SchemaElement, TextRange> places)
    {
        places[SchemaElement.VisibilityFilter(value.String())] = value.Range;
        return value.String();
    }

    private static MigrationRecord Migration(JsonValue value)
    {
        value.OnlyHas(s_migrationProperties);
        return new(value.Name("reducer"), value.String("hash"));
    }
}
