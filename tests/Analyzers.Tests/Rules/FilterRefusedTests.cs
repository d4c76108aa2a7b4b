using System.Globalization;
using System.Text.RegularExpressions;
using SpacetimeSchema.Analyzers.Sql;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>STS1015 of client visibility filters: what the server does not read, or reads as something else.</summary>
public class FilterRefusedTests
{
    private const string Tables = """
        [Type] public enum Rank { Low, High }
        [Type] public partial struct Point { public int X; }
        [Table(Accessor = "Seat", Public = true)]
        public partial struct Seat
        {
            public uint Id;
            public sbyte Tiny;
            public byte Small;
            public I256 Huge;
            public double Height;
            public string Label;
            public bool Taken;
            public Identity Owner;
            public ConnectionId Connection;
            public Timestamp At;
            public TimeDuration Length;
            public System.Collections.Generic.List<byte> Hash;
            public System.Collections.Generic.List<uint> Numbers;
            public Rank Rank;
            public Point Place;
            public uint? Maybe;
            public ulong User;
        }
        [Table(Accessor = "User", Public = true)] public partial struct User { public Identity Owner; public uint Id; public ulong Big; }

        """;

    [Theory]
    [InlineData("", "ends at character 1, where SELECT has to stand")]
    [InlineData(" -- all", "ends at character 8, where SELECT has to stand")]
    [InlineData("hello", "has 'hello' at character 1, where SELECT has to stand")]
    [InlineData("DELETE FROM seat", "has 'DELETE' at character 1, where SELECT has to stand")]
    [InlineData("WITH s AS (SELECT * FROM seat) SELECT * FROM s", "has 'WITH' at character 1, where SELECT has to stand")]
    [InlineData("(SELECT * FROM seat)", "has '(' at character 1, where SELECT has to stand")]
    [InlineData("SELECT *", "ends at character 9, where FROM has to stand")]
    [InlineData("SELECT * FROM seat WHERE", "ends at character 25, where a column or a value has to stand")]
    [InlineData("SELECT * FROM seat WHERE label = 'open", "has ''open' at character 34, where a column or a value has to stand")]
    [InlineData("SELECT * FROM seat /* all", "has '/* all' at character 20, where the filter has to end or to go on with JOIN, WHERE, AND or OR")]
    public Task Text_that_is_no_query(string sql, string what) => Refused(sql, what);

    [Theory]
    [InlineData("SELECT id FROM seat", "has 'id' at character 8, where * or t.* has to stand")]
    [InlineData("SELECT seat.id FROM seat", "has 'seat' at character 8, where * or t.* has to stand")]
    [InlineData("SELECT COUNT(*) AS n FROM seat", "has 'COUNT' at character 8, where * or t.* has to stand")]
    [InlineData("SELECT *, id FROM seat", "has ',' at character 9, where FROM has to stand")]
    [InlineData("SELECT DISTINCT * FROM seat", "has 'DISTINCT' at character 8, which a filter cannot have")]
    public Task Anything_but_all_columns_of_a_table(string sql, string what) => Refused(
        sql, what, "Select all columns of one table, as SELECT * FROM t or SELECT t.* FROM t JOIN s");

    [Theory]
    [InlineData("SELECT * FROM seat LIMIT 5", "has 'LIMIT' at character 20")]
    [InlineData("SELECT * FROM seat ORDER BY id", "has 'ORDER' at character 20")]
    [InlineData("SELECT * FROM seat WHERE id = 1 GROUP BY id", "has 'GROUP' at character 33")]
    [InlineData("SELECT * FROM seat UNION SELECT * FROM seat", "has 'UNION' at character 20")]
    public Task Clauses_behind_the_conditions(string sql, string what) => Refused(sql, $"{what}, which a filter cannot have");

    [Theory]
    [InlineData("SELECT * FROM seat; SELECT * FROM user", "has 'SELECT' at character 21, and a filter is one query", "Write one filter for each")]
    [InlineData("SELECT * FROM (SELECT * FROM seat) s", "has '(' at character 15, and a filter cannot hold another query", null)]
    [InlineData("SELECT * FROM seat WHERE id IN (1, 2)", "has 'IN' at character 29, an operator that a filter cannot have", "Compare with =, <>, <, <=, > or >=, and join conditions with AND and OR")]
    [InlineData("SELECT * FROM seat WHERE id = (SELECT id FROM user)", "has 'SELECT' at character 32, and a filter cannot hold another query", "Join the other table instead")]
    public Task More_than_one_query(string sql, string what, string? advice) => Refused(sql, what, advice);

    [Theory]
    [InlineData("label IS NULL", "IS", 32)]
    [InlineData("id BETWEEN 1 AND 2", "BETWEEN", 29)]
    [InlineData("label LIKE 'a%'", "LIKE", 32)]
    [InlineData("id NOT IN (1)", "NOT", 29)]
    [InlineData("NOT id = 1", "NOT", 26)]
    [InlineData("id + 1 = 2", "+", 29)]
    [InlineData("label || 'a' = 'b'", "||", 32)]
    [InlineData("id = 1::int", "::", 32)]
    public Task Operators(string condition, string symbol, int at) => Refused(
        $"SELECT * FROM seat WHERE {condition}", $"has '{symbol}' at character {at}, an operator that a filter cannot have");

    [Theory]
    [InlineData("lower(label) = 'a'", "has 'lower' at character 26, and a filter cannot call functions")]
    [InlineData("EXISTS (SELECT 1)", "has 'EXISTS' at character 26, and a filter cannot call functions")]
    [InlineData("label = NULL", "has 'NULL' at character 34, which is no value of a filter")]
    [InlineData("owner = :me", "has ':me' at character 34, which is no parameter")]
    [InlineData("owner = :Sender", "has ':Sender' at character 34, which is no parameter")]
    [InlineData("owner = ?", "has '?' at character 34, where a column or a value has to stand")]
    [InlineData("id = -(1)", "has '-' at character 31, which may only stand before a number")]
    [InlineData("(id, tiny) = (1, 2)", "has ',' at character 29, and a filter knows no lists")]
    [InlineData("(id = 1", "ends at character 33, where the parenthesis of character 26 has to end")]
    [InlineData("1 = 1", "has '1' at character 30, a value that is compared with no column")]
    public Task Values_that_a_filter_does_not_know(string condition, string what) => Refused($"SELECT * FROM seat WHERE {condition}", what);

    [Theory]
    [InlineData("SELECT * FROM seat WHERE user = 1", "has 'user' at character 26, a word of SQL's own there", "user")]
    [InlineData("SELECT * FROM user WHERE user.owner = :sender", "has 'user' at character 26, a word of SQL's own there", "user")]
    [InlineData("SELECT user.* FROM user JOIN seat ON user.id = seat.id", "has 'user' at character 38, a word of SQL's own there", "user")]
    [InlineData("SELECT * FROM Table", "has 'Table' at character 15, a word of SQL's own there", "Table")]
    public Task Names_that_are_words_of_SQL(string sql, string what, string name) => Refused(
        sql, what, $"Write a name in double quotes, as \"{name}\"");

    [Theory]
    [InlineData("SELECT seat.* FROM seat LEFT JOIN user ON seat.id = user.id", "has 'LEFT' at character 25, and a filter can only have inner joins")]
    [InlineData("SELECT seat.* FROM seat NATURAL JOIN user", "has 'NATURAL' at character 25, and a filter can only have inner joins")]
    [InlineData("SELECT seat.* FROM seat, user", "has ',' at character 24, and a filter joins tables with JOIN")]
    [InlineData("SELECT seat.* FROM seat JOIN user USING (id)", "has 'USING' at character 35, which a filter cannot have")]
    [InlineData("SELECT s.* FROM seat s JOIN user u ON (s.id = u.id)", "has 's.id = u.id' at character 40, and ON may only say that one column is equal to another, without parentheses")]
    [InlineData("SELECT s.* FROM seat s JOIN user u ON s.id = u.id AND s.id = 1", "has 's.id = u.id AND s.id = 1' at character 39, and ON may only say that one column is equal to another, without parentheses")]
    [InlineData("SELECT s.* FROM seat s JOIN user u ON s.id = 1", "has 's.id = 1' at character 39, and ON may only say that one column is equal to another, without parentheses")]
    [InlineData("SELECT s.* FROM seat s JOIN user u ON s.id > u.id", "has 's.id > u.id' at character 39, and ON may only say that one column is equal to another, without parentheses")]
    [InlineData("SELECT s.* FROM seat s JOIN user u ON s.id = u.big", "has 'u.big' at character 46, a column of type u64 that is compared with type u32")]
    public Task Joins(string sql, string what) => Refused(sql, what);

    [Theory]
    [InlineData("SELECT * FROM seat s JOIN user u ON s.id = u.id", "has 'user' at character 27, a table that is joined to a SELECT *", "Select the columns of one table: SELECT s.*")]
    [InlineData("SELECT s.* FROM seat s JOIN user u ON s.id = u.id WHERE tiny = 1", "has 'tiny' at character 57, a column without its table, though there is a JOIN", "Write the table before it, as s.tiny")]
    [InlineData("SELECT s.* FROM seat s JOIN user s ON s.id = s.id", "has 's' at character 34, a name that another table of the filter has too", "Give one an alias, as AS other")]
    [InlineData("SELECT seat.* FROM seat JOIN seat ON seat.id = seat.id", "has 'seat' at character 30, a name that another table of the filter has too", "Give one an alias, as AS other")]
    [InlineData("SELECT * FROM seat AS s WHERE seat.id = 1", "has 'seat' at character 31, a table that is called s in the filter", "Write s")]
    [InlineData("SELECT seat.* FROM seat AS s", "has 'seat' at character 8, a table that is called s in the filter", "Write s")]
    [InlineData("SELECT * FROM seat WHERE Seat.id = 1", "has 'Seat' at character 26, a table that is called seat in the filter", "Write seat")]
    [InlineData("SELECT z.* FROM seat s JOIN user u ON s.id = u.id", "has 'z' at character 8, the name of no table of the filter", "Write s or u")]
    [InlineData("SELECT s.* FROM seat s JOIN user u ON s.id = t.id JOIN seat t", "has 't' at character 46, a table that is joined only behind it", "Join it before")]
    public Task Names_of_tables(string sql, string what, string advice) => Refused(sql, what, advice);

    [Theory]
    [InlineData("id = -1", "has '-1' at character 31, which is no value of type u32", "Write a number that it holds")]
    [InlineData("id = 4294967296", "has '4294967296' at character 31, which is no value of type u32", "Write a number that it holds")]
    [InlineData("tiny = 128", "has '128' at character 33, which is no value of type i8", "Write a number that it holds")]
    [InlineData("small = 1e3", "has '1e3' at character 34, which is no value of type u8", "Write a number that it holds")]
    [InlineData("id = 0.5", "has '0.5' at character 31, which is no value of type u32", "Write a number that it holds")]
    [InlineData("id = 'abc'", "has ''abc'' at character 31, which is no value of type u32", "Write a number that it holds")]
    [InlineData("id = 0x1F", "has '0x1F' at character 31, which is no value of type u32", "Write a number that it holds")]
    [InlineData("id = true", "has 'true' at character 31, which is no value of type u32", "Write a number that it holds")]
    [InlineData("height = 'tall'", "has ''tall'' at character 35, which is no value of type f64", "Write a number that it holds")]
    [InlineData("taken = 1", "has '1' at character 34, which is no value of type bool", "Write true or false")]
    [InlineData("taken = 'true'", "has ''true'' at character 34, which is no value of type bool", "Write true or false")]
    [InlineData("label = true", "has 'true' at character 34, which is no value of type string", "Write it in single quotes")]
    [InlineData("owner = 0xc200", "has '0xc200' at character 34, which is no value of type identity", "Write its 64 hexadecimal digits, or :sender")]
    [InlineData("connection = 'me'", "has ''me'' at character 39, which is no value of type connection_id", "Write its 32 hexadecimal digits")]
    [InlineData("at > '2025-02-10 15:45:30'", "has ''2025-02-10 15:45:30'' at character 31, which is no value of type timestamp", "Write it with an offset, as '2025-02-10T15:45:30Z'")]
    [InlineData("hash = 0xABC", "has '0xABC' at character 33, which is no value of type array<u8>", "Write two hexadecimal digits a byte, as 0xABCD")]
    public Task Values_of_another_type(string condition, string what, string advice) =>
        Refused($"SELECT * FROM seat WHERE {condition}", what, advice);

    [Theory]
    [InlineData("id = :sender", "has ':sender' at character 31, an identity that is compared with type u32", "Compare it with a column of type Identity")]
    [InlineData(":sender = label", "has ':sender' at character 26, an identity that is compared with type string", "Compare it with a column of type Identity")]
    [InlineData("id = label", "has 'label' at character 31, a column of type string that is compared with type u32", "Compare it with a column or a value of its type")]
    [InlineData("id", "has 'id' at character 26, a column of type u32 where a condition has to stand", "Compare it with a value")]
    [InlineData("id = 1 AND label", "has 'label' at character 37, a column of type string where a condition has to stand", "Compare it with a value")]
    [InlineData("1", "has '1' at character 26, which is no value of type bool", "Write true or false")]
    [InlineData("id = (tiny = 1)", "has 'tiny = 1' at character 32, a condition that is compared with type u32", "Join conditions with AND and OR")]
    public Task Columns_of_another_type(string condition, string what, string advice) =>
        Refused($"SELECT * FROM seat WHERE {condition}", what, advice);

    [Theory]
    [InlineData("maybe = 1", "has 'maybe' at character 26, of type option<u32>, which cannot be compared")]
    [InlineData("rank = 0", "has 'rank' at character 26, of type Rank, which cannot be compared")]
    [InlineData("place = place", "has 'place' at character 26, of type Point, which cannot be compared")]
    [InlineData("numbers = numbers", "has 'numbers' at character 26, of type array<u32>, which cannot be compared")]
    [InlineData("length > 5", "has 'length' at character 26, of type time_duration, which cannot be compared")]
    public Task Columns_that_cannot_be_compared(string condition, string what) => Refused(
        $"SELECT * FROM seat WHERE {condition}", what, "Put what decides into a column of a number, a text, a bool or an identity");

    [Theory]
    [InlineData("select all Seat.* from Seat;")]
    [InlineData("SELECT * FROM \"seat\" AS \"s\" WHERE \"s\".\"owner\" = :sender")]
    [InlineData("SELECT * FROM seat for WHERE for.id = 1")]
    [InlineData("SELECT * FROM user WHERE \"user\".owner = :sender")]
    [InlineData("SELECT a.* FROM seat a CROSS JOIN user INNER JOIN seat AS b ON b.id == a.id WHERE true")]
    [InlineData("SELECT a.* FROM seat a JOIN user b WHERE (a.owner = b.owner) AND ((b.id != 3) OR a.taken)")]
    [InlineData("SELECT * FROM seat WHERE id = '5' AND 5 <> id AND id = +1 AND id = 1e3 AND id = 10e-1 AND id = 0x10")]
    [InlineData("SELECT * FROM seat WHERE tiny = -128 AND small = 255 AND huge = -1e40 AND huge < 1e76 AND height = 1e400")]
    [InlineData("SELECT * FROM seat WHERE label = 5 OR label = 0xAB OR label = 'it''s' OR label > x'aa'")]
    [InlineData("SELECT * FROM seat WHERE taken = true OR taken OR taken = (id = 1) OR id = 1 = FALSE")]
    [InlineData("SELECT * FROM seat WHERE owner = :sender OR :sender = owner OR hash = :sender OR hash = 0xABCD OR hash = 12")]
    [InlineData("SELECT * FROM seat WHERE at > '2025-02-10 15:45:30.123+02:00' AND at < '2025-02-10T15:45:30Z'")]
    [InlineData("SELECT * FROM seat /* a /* nested */ comment */ WHERE id = 1 -- and a line")]
    [InlineData("SELECT * FROM seat LIMIT ALL")]
    [InlineData("SELECT * FROM seat END of what is read")]
    public Task What_the_server_reads_is_only_new(string sql) => Verify.Findings(
        deployed: Tables, edited: $"{Tables}{Module(sql).Replace("Rows", "{|STS2003:Rows|}")}");

    /// <summary>The server has limits of its own for what nobody writes.</summary>
    [Theory]
    [InlineData("true", " AND true")]
    [InlineData("", "(")]
    [InlineData("id = ", "-")]
    public void Text_without_end_is_read_to_an_end(string first, string then)
    {
        var result = SqlParser.Parse($"SELECT * FROM seat WHERE {first}{string.Concat(Enumerable.Repeat(then, 100_000))}");

        Assert.Null(result.Query);
        Assert.Equal(then == "-", result.Fault is not null);
    }

    [Theory]
    [InlineData("id = '1_000'")]
    [InlineData("id = 1e9999")]
    [InlineData("height = 1e99999999999999999999")]
    [InlineData("label = 'ä' AND ñame = 1")]
    public Task Of_values_and_names_in_doubt_nothing_is_said(string condition) => Verify.Findings(
        deployed: Tables.Replace("public uint Id;", "public uint Id; public uint ñame;"),
        edited: Tables.Replace("public uint Id;", "public uint Id; public uint ñame;")
            + Module($"SELECT * FROM seat WHERE {condition}").Replace("Rows", "{|STS2003:Rows|}"));

    [Fact]
    public Task Before_2_6_the_sender_was_a_text() => Verify.Findings(
        deployed: Tables,
        edited: $"{Tables}{Module("SELECT * FROM seat WHERE label = :sender").Replace("Rows", "{|STS2003:Rows|}")}",
        engine: "2.5.0");

    [Theory]
    [InlineData("SELECT * FROM seat WHERE label = 'a'", "string Label", "uint Label", "STS1003")]
    [InlineData("SELECT * FROM seat WHERE label = 'a'", "string Label", "string? Label", "STS1003")]
    public Task Of_a_column_whose_type_changed_in_the_same_publish_that_alone_is_told(
        string sql, string before, string after, string finding) => Verify.Findings(
            deployed: Tables + Module(sql),
            edited: Tables.Replace(before, after.Replace("Label", $"{{|{finding}:Label|}}")) + Module(sql));

    /// <summary>Its columns are changed before filters are made.</summary>
    [Fact]
    public Task An_event_table_may_not_change_the_type_that_a_filter_asks_for() => Verify.Findings(
        deployed: Hit("uint Damage", "Hit") + Module("SELECT * FROM hit WHERE damage = 5000000"),
        edited: Hit("ushort Damage", "{|STS2010:Hit|}") + Module("SELECT * FROM hit WHERE damage = {|STS1015:5000000|}"));

    [Fact]
    public Task A_type_with_the_fields_of_an_identity_may_be_one() => Verify.Findings(
        deployed: Own,
        edited: Own + Module("SELECT * FROM own WHERE owner = :sender").Replace("Rows", "{|STS2003:Rows|}"));

    [Theory]
    [InlineData("\"SELECT * FROM {|STS1015:chair|}\"")]
    [InlineData("@\"SELECT * FROM {|STS1015:chair|}\"")]
    [InlineData("@\"\n    SELECT *\n    FROM {|STS1015:chair|}\"")]
    [InlineData("\"\"\"SELECT * FROM {|STS1015:chair|}\"\"\"")]
    public Task It_is_told_where_it_stands_in_the_text(string literal) => Verify.Findings(
        deployed: Tables, edited: $"{Tables}{New(Module("")).Replace("\"\"", literal)}");

    [Theory]
    [InlineData("\"SELECT *\\tFROM chair\"")]
    [InlineData("\"SELECT * \" + \"FROM chair\"")]
    [InlineData("$\"SELECT * FROM {nameof(chair)}\"")]
    [InlineData("\"SELECT * FROM seat\") { Sql_ = \"SELECT * FROM chair\" }; private const int chair = (1")]
    public Task Of_a_text_that_is_put_together_it_is_told_at_the_field(string text) => Verify.Findings(
        deployed: Tables,
        edited: $"{Tables}{Module("").Replace("Rows", "{|STS1015:{|STS2003:Rows|}|}").Replace("\"\"", text)}{(text.Contains("nameof") ? " public class chair { }" : "")}");

    [Theory]
    [InlineData("WHERE owner = ", "ends")]
    [InlineData("WHERE owner = :", "has ':' at character 34")]
    [InlineData("JOIN", "ends")]
    [InlineData("JOIN user ON", "ends")]
    public Task Half_typed_text_is_told_as_it_stands(string rest, string what) => Verify.Findings(
        deployed: Tables, edited: $"{Tables}{Marked($"SELECT * FROM seat {rest}", what)}");

    private const string Own =
        "[Type] public partial struct Key { public U256 __identity__; } [Table(Public = true)] public partial struct Own { public Key Owner; }";

    private static string Hit(string damage, string name) =>
        $"[Table(Public = true, Event = true)] public partial struct {name} {{ public Identity Owner; public {damage}; }}";

    private static Task Refused(string sql, string what, string? advice = null) => Verify.Findings(
        deployed: Tables,
        edited: $"{Tables}{Marked(sql, what)}",
        check: finding =>
        {
            if (finding.Id == "STS1015")
            {
                Assert.StartsWith($"A client visibility filter {what}: publish accepts the plan and then fails to carry it out. {advice}", finding.GetMessage());
                Assert.Equal("rejected", finding.Properties["publish"]);
                Assert.Equal("execution", finding.Properties["stage"]);
            }
        });

    /// <summary>What the message names, and all of the text where something is missing.</summary>
    private static string Marked(string sql, string what) =>
        Regex.Match(what, @"^has '(.*)' at character (\d+)") is { Success: true, Groups: [_, { Length: var length }, { Value: var at }] }
        && int.Parse(at, CultureInfo.InvariantCulture) - 1 is var start
            ? New(Module($"{sql[..start]}{{|STS1015:{sql[start..(start + length)]}|}}{sql[(start + length)..]}"))
            : New(Module(sql)).Replace($"\"{sql}\"", $"{{|STS1015:\"{sql}\"|}}");

    private static string New(string module) => module.Replace("Rows", "{|STS2003:Rows|}");

    private static string Module(string sql) =>
        $"public static partial class Module {{ [ClientVisibilityFilter] public static readonly Filter Rows = new Filter.Sql(\"{sql.Replace("\"", "\\\"")}\"); }}";
}
