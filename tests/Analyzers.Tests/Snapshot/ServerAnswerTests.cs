using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Comparison;

namespace SpacetimeSchema.Analyzers.Tests.Snapshot;

/// <summary>The traps in what a server says of a schema.</summary>
public class ServerAnswerTests
{
    private const string V10 = """
        {"sections":[
         {"Schedules":[{"source_name":{"none":[]},"table_name":"PLAYERS","schedule_at_col":1,"function_name":"DoIt"}]},
         {"Typespace":{"types":[
           {"Product":{"elements":[
             {"name":{"some":"id"},"algebraic_type":{"U64":[]}},
             {"name":{"some":"scheduled_at"},"algebraic_type":{"Sum":{"variants":[
               {"name":{"some":"Interval"},"algebraic_type":{"Product":{"elements":[{"name":{"some":"__time_duration_micros__"},"algebraic_type":{"I64":[]}}]}}},
               {"name":{"some":"Time"},"algebraic_type":{"Product":{"elements":[{"name":{"some":"__timestamp_micros_since_unix_epoch__"},"algebraic_type":{"I64":[]}}]}}}]}}},
             {"name":{"some":"mood"},"algebraic_type":{"Ref":1}},
             {"name":{"some":"tags"},"algebraic_type":{"Array":{"Ref":2}}}]}},
           {"Sum":{"variants":[{"name":{"some":"calm"},"algebraic_type":{"Product":{"elements":[]}}}]}},
           {"Sum":{"variants":[{"name":{"some":"some"},"algebraic_type":{"String":[]}},{"name":{"some":"none"},"algebraic_type":{"Product":{"elements":[]}}}]}}]}},
         {"Types":[{"source_name":{"scope":[],"source_name":"Player"},"ty":0,"custom_ordering":true},{"source_name":{"scope":["A","B"],"source_name":"Mood"},"ty":1,"custom_ordering":true}]},
         {"Tables":[{"source_name":"Player","product_type_ref":0,"primary_key":[0],
           "indexes":[{"source_name":{"some":"Player_Id_idx_btree"},"accessor_name":{"some":"Id"},"algorithm":{"BTree":[0]}},{"source_name":{"some":"x"},"accessor_name":{"none":[]},"algorithm":{"Direct":2}}],
           "constraints":[{"source_name":{"some":"PLAYERS_id_key"},"data":{"Unique":{"columns":[0]}}}],
           "sequences":[{"source_name":{"some":"PLAYERS_id_seq"},"column":0,"start":{"none":[]},"min_value":{"none":[]},"max_value":{"none":[]},"increment":1}],
           "table_type":{"User":[]},"table_access":{"Public":[]},"default_values":[{"col_id":3,"value":"00000000"}],"is_event":false}]},
         {"Reducers":[{"source_name":"DoIt","params":{"elements":[{"name":{"some":"row"},"algebraic_type":{"Ref":0}}]},"visibility":{"Private":[]},"ok_return_type":{"Product":{"elements":[]}},"err_return_type":{"String":[]}},
                      {"source_name":"Start","params":{"elements":[]},"visibility":{"Private":[]},"ok_return_type":{"Product":{"elements":[]}},"err_return_type":{"String":[]}}]},
         {"LifeCycleReducers":[{"lifecycle_spec":{"Init":[]},"function_name":"Start"}]},
         {"Views":[{"source_name":"AllRows","index":0,"is_public":true,"is_anonymous":true,"params":{"elements":[]},"return_type":{"Array":{"Ref":0}}}]},
         {"ViewPrimaryKeys":[{"view_source_name":"AllRows","columns":["id"]}]},
         {"HttpRoutes":[]},{"FromTheFuture":{"x":1}},
         {"RowLevelSecurity":[{"sql":"SELECT * FROM b"},{"sql":"SELECT * FROM a"}]},
         {"ExplicitNames":{"entries":[{"Table":{"source_name":"Player","canonical_name":"PLAYERS"}},{"Function":{"source_name":"DoIt","canonical_name":"do_it"}},{"Function":{"source_name":"AllRows","canonical_name":"all_rows"}},{"Other":{"source_name":"a","canonical_name":"b"}}]}}]}
        """;

    private static readonly ModuleSchema s_schema = Read(V10);

    /// <summary>Of a conversion of the module's own the bytes cannot be told.</summary>
    [Fact]
    public void A_default_that_cannot_be_told_is_held_to_be_as_it_was() => Assert.Empty(
        SchemaComparer.Compare(
            Model.Module(Model.Table("player", "id: u32", "mood: Mood").WithDefault("mood", "05000000")),
            Model.Module(Model.Table("player", "id: u32", "mood: Mood").WithDefault("mood", ColumnSchema.UnknownDefault)),
            EngineVersion.Newest));

    private static TableSchema Player => s_schema.Tables[0];

    [Fact]
    public void A_table_has_its_accessor_and_the_name_that_stands_among_the_explicit_ones() =>
        Assert.Equal(("PLAYERS", "Player", "Player"), (Player.Name, Player.Accessor, Player.RowType));

    [Fact]
    public void A_schedule_names_the_table_in_the_database_and_the_function_in_the_code() =>
        Assert.Equal(new ScheduleSchema("do_it", "scheduled_at"), Player.Schedule);

    /// <summary>The server has converted it already.</summary>
    [Fact]
    public void A_function_that_is_called_as_another_one_in_the_code_is_not_it()
    {
        var answer = V10
            .Replace("\"function_name\":\"DoIt\"", "\"function_name\":\"Start\"")
            .Replace(
                "\"source_name\":\"DoIt\",\"canonical_name\":\"do_it\"}}",
                "\"source_name\":\"DoIt\",\"canonical_name\":\"Start\"}},{\"Function\":{\"source_name\":\"Start\",\"canonical_name\":\"start\"}}")
            .Replace("\"Init\":[]},\"function_name\":\"Start\"", "\"Init\":[]},\"function_name\":\"start\"");
        var schema = Read(answer);
        Assert.Equal("Start", schema.Tables[0].Schedule!.Function);
        Assert.Equal(
            [("Start", "DoIt", null), ("start", "Start", Lifecycle.Init)],
            schema.Functions.Select(static function => (function.Name, function.SourceName!, function.Lifecycle)));
    }

    [Fact]
    public void Of_two_types_with_one_name_in_different_scopes_the_second_is_written_out()
    {
        var schema = Read(
            V10.Replace(
                "\"custom_ordering\":true}]}",
                "\"custom_ordering\":true},{\"source_name\":{\"scope\":[\"C\"],\"source_name\":\"Mood\"},\"ty\":2,\"custom_ordering\":true}]}"));
        Assert.Equal(s_schema, schema);
    }

    [Fact]
    public void A_default_is_bytes_in_hexadecimal() =>
        Assert.Equal([null, null, null, "00000000"], Player.Columns.Select(static column => column.Default));

    [Fact]
    public void A_sequence_a_key_and_a_constraint_know_the_numbers_of_columns()
    {
        Assert.True(Player.Columns[0].IsAutoInc);
        Assert.Equal("id", Player.PrimaryKey);
        Assert.Equal([new UniqueConstraintSchema(["id"])], Player.UniqueConstraints);
    }

    [Fact]
    public void An_index_has_the_name_that_the_engine_makes() => Assert.Equal(
        [new(
            "PLAYERS_id_idx_btree",
            "Id",
            IndexAlgorithm.BTree,
            ["id"]), new("PLAYERS_mood_idx_direct", null, IndexAlgorithm.Direct, ["mood"])],
        Player.Indexes);

    [Fact]
    public void What_the_code_calls_an_index_is_no_name_where_its_table_is_called_by_a_verbatim_identifier() =>
        Assert.Equal(s_schema, Read(V10.Replace("Player_Id_idx_btree", "@Player_Id_idx_btree")));

    [Fact]
    public void A_type_is_known_by_its_shape_or_by_its_name_and_what_has_no_name_is_written_out()
    {
        Assert.Equal(
            ["u64", "schedule_at", "Mood", "array<option<string>>"], Player.Columns.Select(static column => column.Type.ToString()));
        Assert.Equal(["Mood"], s_schema.Types.Select(static type => type.Name));
    }

    [Fact]
    public void Functions_and_views_have_the_names_by_which_clients_call_them()
    {
        Assert.Equal(
            [("Start", Lifecycle.Init), ("do_it", null)],
            s_schema.Functions.Select(static function => (function.Name, function.Lifecycle)));
        var view = Assert.Single(s_schema.Views);
        Assert.Equal(("all_rows", "AllRows", "id", true), (view.Name, view.SourceName, view.PrimaryKey, view.IsAnonymous));
    }

    [Fact]
    public void What_it_cannot_know_is_unknown()
    {
        Assert.Null(s_schema.Policy);
        Assert.Null(s_schema.SpacetimeDBVersion);
        Assert.False(s_schema.KnowsIndexNames);
        Assert.All(Player.Columns, static column => Assert.Null(column.SourceName));
    }

    [Fact]
    public void The_order_of_sections_does_not_matter()
    {
        const string Start = "{\"sections\":[";
        var sections = System.Text.Json.Nodes.JsonNode.Parse(V10)!["sections"]!.AsArray()
            .Select(static section => section!.ToJsonString()).Reverse();
        Assert.Equal(s_schema, Read($"{Start}{string.Join(',', sections)}]}}"));
    }

    [Theory]
    [InlineData("{\"V10\": # }")]
    [InlineData("\uFEFF#")]
    [InlineData("\r\n#\r\n")]
    public void What_stands_around_it_does_not_matter(string around) =>
        Assert.Equal(s_schema, Read(around.Replace("#", V10.Replace("\n", "\r\n"))));

    [Fact]
    public void A_V9_answer_has_its_names_verbatim_and_the_rest_among_its_exports()
    {
        const string V9 = """
            {"typespace":{"types":[{"Product":{"elements":[{"name":{"some":"Id"},"algebraic_type":{"U32":[]}},{"name":{"none":[]},"algebraic_type":{"Bool":[]}}]}}]},
             "tables":[{"name":"Player","product_type_ref":0,"primary_key":[],"indexes":[{"name":{"some":"my_index"},"accessor_name":{"some":"Id"},"algorithm":{"Hash":[0]}}],"constraints":[],"sequences":[],
               "schedule":{"some":{"name":{"none":[]},"reducer_name":"Tick","scheduled_at_column":0}},"table_type":{"User":[]},"table_access":{"Private":[]}}],
             "reducers":[{"name":"Tick","params":{"elements":[]},"lifecycle":{"none":[]}},{"name":"Start","params":{"elements":[]},"lifecycle":{"some":{"OnConnect":[]}}}],
             "types":[{"name":{"scope":[],"name":"Player"},"ty":0,"custom_ordering":true}],
             "misc_exports":[{"ColumnDefaultValue":{"table":"Player","col_id":0,"value":"01000000"}},{"Procedure":{"name":"Ask","params":{"elements":[]},"return_type":{"U8":[]}}},{"View":{"name":"All","index":0,"is_public":true,"is_anonymous":false,"params":{"elements":[]},"return_type":{"Array":{"Ref":0}}}}],
             "row_level_security":[{"sql":"SELECT 1"}]}
            """;
        var schema = Read(V9);
        Assert.Equal(schema, Read($"{{\"V9\":{V9}}}"));
        var table = Assert.Single(schema.Tables);
        Assert.Equal(("Player", null, false, null), (table.Name, table.Accessor, table.IsPublic, table.IsEvent));
        Assert.Equal([("Id", "01000000"), ("col_1", null)], table.Columns.Select(static column => (column.Name, column.Default)));
        Assert.Equal([new("my_index", "Id", IndexAlgorithm.Hash, ["Id"])], table.Indexes);
        Assert.Equal(new ScheduleSchema("Tick", "Id"), table.Schedule);
        Assert.Equal(["Ask", "Start", "Tick"], schema.Functions.Select(static function => function.Name));
        Assert.Equal(Lifecycle.OnConnect, schema.Function("Start")!.Lifecycle);
        Assert.Equal("array<Player>", schema.View("All")!.ReturnType.ToString());
        Assert.Equal(["SELECT 1"], schema.VisibilityFilters);
    }

    /// <summary>Their explicit names are lost, so that both have the name that the engine would make.</summary>
    [Fact]
    public void Two_indexes_on_the_same_columns_are_no_fault()
    {
        var schema = Read(
            V10.Replace("\"algorithm\":{\"Direct\":2}", "\"algorithm\":{\"BTree\":[0]}")
                .Replace("\"accessor_name\":{\"none\":[]}", "\"accessor_name\":{\"some\":\"Again\"}"));
        Assert.Equal(["Id", "Again"], schema.Tables[0].Indexes.Select(static index => index.Accessor));
    }

    private static ModuleSchema Read(string text)
    {
        var document = SnapshotReader.Read(text);
        Assert.Null(document.Error);
        return document.Schema!;
    }
}
