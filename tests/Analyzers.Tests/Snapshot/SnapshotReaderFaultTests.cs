using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Tests.Snapshot;

/// <summary>What is wrong with a snapshot is said in a sentence, at the very place: here between <c>⟦</c> and <c>⟧</c>.</summary>
public class SnapshotReaderFaultTests
{
    [Theory]
    [InlineData("⟦⟧", "The text ends where a JSON value is expected.")]
    [InlineData("  \n⟦⟧", "The text ends where a JSON value is expected.")]
    [InlineData("⟦h⟧ello", "A JSON value is expected here.")]
    [InlineData(
        "⟦<<<<<<<⟧ HEAD",
        "Here is a conflict of a merge. Make each table what is deployed, and delete the markers and the 'state' lines between them; the next 'dotnet build -t:UpdateSchema' writes those again.")]
    [InlineData("{} ⟦{⟧}", "Nothing may follow the end of the JSON value.")]
    [InlineData("{ \"format\": 1, ⟦\"format\"⟧: 1 }", "The property 'format' stands twice in one object.")]
    [InlineData("{ \"format\": 1 ⟦\"⟧tables\": [] }", "A comma or the closing brace of the object is expected here.")]
    [InlineData("{ \"format\": ⟦01⟧ }", "This is no number of JSON.")]
    [InlineData("{ ⟦\"format⟧", "The text ends inside a string.")]
    [InlineData(
        "⟦{⟧}",
        "This is neither a snapshot of SpacetimeSchema.Analyzers (no 'format') nor a schema that 'spacetime describe --json' prints (no 'sections' and no 'typespace').")]
    [InlineData(
        "⟦[⟧]",
        "This is neither a snapshot of SpacetimeSchema.Analyzers (no 'format') nor a schema that 'spacetime describe --json' prints (no 'sections' and no 'typespace').")]
    public void Text_that_is_no_snapshot(string marked, string message) => AssertFault(marked, message);

    [Theory]
    [InlineData(
        "{ \"format\": ⟦99⟧ }",
        "The snapshot was written in format 99 by a newer SpacetimeSchema.Analyzers; this one reads formats up to 1. Update the package.")]
    [InlineData("{ \"format\": ⟦0⟧ }", "The version of the format is expected here, a number from 1 on.")]
    [InlineData("{ \"format\": ⟦\"1\"⟧ }", "The version of the format is expected here, a number from 1 on.")]
    [InlineData("{ \"format\": 1, \"policy\": ⟦\"kebab\"⟧ }", "One of 'none', 'snakeCase' is expected here.")]
    [InlineData(
        "{ \"format\": 1, ⟦\"tabels\"⟧: [] }",
        "The property 'tabels' is not known here. Known are: $schema, format, spacetimedb, policy, tables, types, reducers, procedures, views, visibilityFilters, migrations, accepted, was.")]
    [InlineData("{ \"format\": 1, \"tables\": ⟦{⟧} }", "An array is expected here.")]
    public void A_snapshot_of_another_format_or_with_unknown_parts(string marked, string message) => AssertFault(marked, message);

    [Theory]
    [InlineData("⟦{⟧ \"access\": \"public\", \"columns\": [] }", "The property 'name' is missing here.")]
    [InlineData(
        "{ \"name\": ⟦\"a b\"⟧, \"access\": \"public\", \"columns\": [] }", "A name is expected here: letters, digits and underscores.")]
    [InlineData("{ \"name\": ⟦7⟧, \"access\": \"public\", \"columns\": [] }", "A string is expected here.")]
    [InlineData("{ \"name\": \"a\", \"access\": ⟦\"secret\"⟧, \"columns\": [] }", "One of 'private', 'public' is expected here.")]
    [InlineData("{ \"name\": \"a\", \"access\": \"public\", \"columns\": [⟦3⟧] }", "An object is expected here.")]
    [InlineData(
        "{ \"name\": \"a\", \"access\": \"public\", \"columns\": [{ \"name\": \"id\", \"type\": ⟦\"u33<\"⟧ }] }",
        "'u33<' is no type. Types are written as u32, string, option<u32>, array<Item>.")]
    [InlineData(
        "{ \"name\": \"a\", \"access\": \"public\", \"columns\": [⟦{ \"name\": \"id\", \"type\": \"Missing\" }⟧] }",
        "The type 'Missing' is not among the types of the snapshot.")]
    [InlineData(
        "{ \"name\": \"a\", \"access\": \"public\", \"columns\": [{ \"name\": \"id\", \"type\": \"u8\", \"unique\": ⟦1⟧ }] }",
        "true or false is expected here.")]
    [InlineData(
        "{ \"name\": \"a\", \"access\": \"public\", \"columns\": [{ \"name\": \"id\", \"type\": \"u8\", \"primaryKey\": true }, { \"name\": \"no\", \"type\": \"u8\", \"primaryKey\": ⟦true⟧ }] }",
        "A table has one primary key column at most.")]
    [InlineData(
        "{ \"name\": \"a\", \"access\": \"public\", \"columns\": [{ \"name\": \"id\", \"type\": \"u8\" }, ⟦{ \"name\": \"id\", \"type\": \"u8\" }⟧] }",
        "The column 'a.id' stands twice in the snapshot.")]
    [InlineData(
        "{ \"name\": \"a\", \"access\": \"public\", \"columns\": [], \"indexes\": [⟦{ \"name\": \"i\", \"algorithm\": \"btree\", \"columns\": [\"gone\"] }⟧] }",
        "The table 'a' has no column 'gone'.")]
    [InlineData(
        "{ \"name\": \"a\", \"access\": \"public\", \"columns\": [], \"indexes\": [⟦{ \"name\": \"i\", \"algorithm\": \"btree\", \"columns\": [] }⟧] }",
        "The index of table 'a' is over no column.")]
    [InlineData(
        "{ \"name\": ⟦\"a\"⟧, \"access\": \"public\", \"columns\": [], \"constraints\": [{ \"unique\": [] }] }",
        "The unique constraint of table 'a' is over no column.")]
    [InlineData(
        "{ \"name\": ⟦\"a\"⟧, \"access\": \"public\", \"columns\": [], \"schedule\": { \"function\": \"f\", \"at\": \"gone\" } }",
        "The table 'a' has no column 'gone'.")]
    [InlineData(
        "{ \"name\": \"a\", \"access\": \"public\", \"columns\": [] }, { \"name\": ⟦\"a\"⟧, \"access\": \"public\", \"columns\": [] }",
        "The table 'a' stands twice in the snapshot.")]
    public void A_table_of_our_own_snapshot(string table, string message) =>
        AssertFault($"{{ \"format\": 1, \"tables\": [{table}] }}", message);

    [Theory]
    [InlineData(
        "\"types\": [{ \"name\": \"T\", \"product\": [] }, { \"name\": ⟦\"T\"⟧, \"sum\": [] }]",
        "The type 'T' stands twice in the snapshot.")]
    [InlineData("\"types\": [⟦{⟧ \"name\": \"T\" }]", "The property 'product' is missing here.")]
    [InlineData(
        "\"types\": [{ \"name\": ⟦\"T\"⟧, \"product\": [{ \"name\": \"x\", \"type\": \"Gone\" }] }]",
        "The type 'Gone' is not among the types of the snapshot.")]
    [InlineData(
        "\"reducers\": [{ \"name\": ⟦\"r\"⟧, \"parameters\": [{ \"name\": \"x\", \"type\": \"Gone\" }] }]",
        "The type 'Gone' is not among the types of the snapshot.")]
    [InlineData(
        "\"reducers\": [{ \"name\": \"r\", \"parameters\": [], \"lifecycle\": ⟦\"often\"⟧ }]",
        "One of 'init', 'onConnect', 'onDisconnect' is expected here.")]
    [InlineData(
        "\"reducers\": [{ \"name\": \"r\", \"parameters\": [] }], \"procedures\": [{ \"name\": ⟦\"r\"⟧, \"parameters\": [], \"returns\": \"u8\" }]",
        "The function 'r' stands twice in the snapshot.")]
    [InlineData("\"visibilityFilters\": [⟦1⟧]", "A string is expected here.")]
    public void Other_parts_of_our_own_snapshot(string part, string message) => AssertFault($"{{ \"format\": 1, {part} }}", message);

    [Theory]
    [InlineData("{\"sections\":⟦{⟧}}", "An array is expected here.")]
    [InlineData(
        "{\"sections\":[{\"Typespace\":{\"types\":[{⟦\"U7\"⟧:[]}]}},{\"Types\":[{\"source_name\":{\"scope\":[],\"source_name\":\"A\"},\"ty\":0}]}]}",
        "'U7' is no kind of type that SpacetimeDB has.")]
    [InlineData(
        "{\"sections\":[{\"Typespace\":{\"types\":[{\"U8\":[]}]}},{\"Types\":[{\"source_name\":{\"scope\":[],\"source_name\":\"A\"},\"ty\":⟦1⟧}]}]}",
        "A number below 1 is expected here.")]
    [InlineData(
        "{\"sections\":[{\"Typespace\":{\"types\":[⟦{⟧\"U8\":[]}]}},{\"Tables\":[{\"source_name\":\"a\",\"product_type_ref\":0}]}]}",
        "The row of a table must be a product.")]
    [InlineData(
        "{\"typespace\":{\"types\":[{\"Ref\":⟦0⟧}]},\"tables\":[],\"reducers\":[{\"name\":\"r\",\"params\":{\"elements\":[{\"name\":{\"some\":\"a\"},\"algebraic_type\":{\"Ref\":0}}]}}]}",
        "A type without a name contains itself.")]
    [InlineData("{\"typespace\":⟦{⟧},\"tables\":[]}", "The property 'types' is missing here.")]
    public void An_answer_of_a_server(string marked, string message) => AssertFault(marked, message);

    private static void AssertFault(string marked, string message)
    {
        var start = marked.IndexOf('⟦');
        var length = marked.IndexOf('⟧') - start - 1;
        var document = SnapshotReader.Read(marked.Replace("⟦", "").Replace("⟧", ""));
        Assert.Null(document.Schema);
        Assert.Equal(message, document.Error?.Message);
        Assert.Equal((start, length), (document.Error!.Range.Start, document.Error.Range.Length));
    }
}
