namespace SpacetimeSchema.Migrations.Tests;

/// <summary>Some second runs differ only for rows that most small databases lack: the samples have such rows.</summary>
public sealed class SampleRowsTests
{
    private const string Tables =
        """
        using System.Linq;
        using SpacetimeDB;

        [SpacetimeDB.Table(Accessor = "Entry")]
        public partial struct Entry { [PrimaryKey, AutoInc] public ulong Id; public string Kind; public long Amount; public uint OwnerId; }

        [SpacetimeDB.Table(Accessor = "Progress")]
        public partial struct Progress { [PrimaryKey] public string Key; public ulong Cursor; public bool IsDone; }

        """;

    [Theory]
    [InlineData(".Replace(\"&amp;\", \"&\")", true)]
    [InlineData(".Replace(\"--\", \"-\")", true)]
    [InlineData(".Replace('_', ' ')", false)]
    [InlineData(".Replace(\"&\", \"and\")", false)]
    public void A_text_in_which_a_replacement_makes_again_what_it_replaces(string replacement, bool isFound) => Assert.Equal(
        isFound,
        IsFound($"foreach (var row in ctx.Db.Entry.Iter()) ctx.Db.Entry.Id.Update(row with {{ Kind = row.Kind{replacement} }});"));

    [Theory]
    [InlineData("ctx.Db.Entry.Count", true)]
    [InlineData("ctx.Db.Entry.Iter().Select(row => row.Id).DefaultIfEmpty().Max()", false)]
    public void Numbers_that_are_missing_after_deletions(string cursor, bool isFound) => Assert.Equal(
        isFound,
        IsFound($$"""
            var progress = ctx.Db.Progress.Key.Find("fee") ?? ctx.Db.Progress.Insert(new Progress { Key = "fee" });
            foreach (var row in ctx.Db.Entry.Iter())
            {
                if (row.Id > progress.Cursor) ctx.Db.Entry.Id.Update(row with { Amount = row.Amount + 350 });
            }
            progress.Cursor = {{cursor}};
            ctx.Db.Progress.Key.Update(progress);
            """));

    [Theory]
    [InlineData("", "foreach (var row in ctx.Db.Entry.Iter()) ctx.Db.Entry.Id.Update(row with { Kind = row.Kind.Trim().ToLower() });", true)]
    [InlineData("foreach (var row in ctx.Db.Entry.Iter()) ctx.Db.Entry.Id.Update(row with { Kind = row.Kind.Trim().ToLower() });", "", false)]
    public void Many_rows_of_kinds_that_are_one_but_for_capitals_and_space(string before, string after, bool isFound) => Assert.Equal(
        isFound,
        IsFound($$"""
            {{before}}
            foreach (var kind in ctx.Db.Entry.Iter().GroupBy(row => row.Kind).ToList())
            {
                foreach (var row in kind.OrderByDescending(row => row.Id).Skip(4)) ctx.Db.Entry.Id.Delete(row.Id);
            }
            {{after}}
            """));

    [Theory]
    [InlineData("if (failed == 0) ", true)]
    [InlineData("", false)]
    public void Texts_of_three_parts_beside_texts_that_have_none(string condition, bool isFound) => Assert.Equal(
        isFound,
        IsFound($$"""
            if (ctx.Db.Progress.Key.Find("bays") is not null) return;
            var failed = 0;
            foreach (var row in ctx.Db.Entry.Iter())
            {
                var parts = row.Kind.Split('-');
                if (parts.Length == 3 && int.TryParse(parts[1], out var bay)) ctx.Db.Entry.Id.Update(row with { Amount = row.Amount + bay });
                else failed++;
            }
            {{condition}}ctx.Db.Progress.Insert(new Progress { Key = "bays", IsDone = true });
            """));

    private static bool IsFound(string body)
    {
        using var module = new MigrationModule(Tables + $$"""
            public static partial class Module
            {
                [Reducer]
                public static void MigrateEntries(ReducerContext ctx)
                {
                    {{body}}
                }
            }
            """);
        return module.IsFound("MigrateEntries");
    }
}
