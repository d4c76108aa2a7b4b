using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class ExpandContractTests
{
    [Fact]
    public Task A_retyped_column_gets_a_table_with_the_new_shape() => ScaffoldAsync(
        """
        [Table(Accessor = "Player", Public = true)]
        public partial struct Player
        {
            [PrimaryKey] public uint Id;
            public string Name;
            public int Score;
        }
        """,
        """
        /// <summary>Who plays.</summary>
        [Table(Accessor = "Player", Public = true)]
        public partial struct Player
        {
            [PrimaryKey] public uint Id;
            public string Name;
            public ulong Score;
        }

        public static partial class Module
        {
            [Reducer]
            public static void AddScore(ReducerContext ctx, uint id, uint points)
            {
                if (ctx.Db.Player.Id.Find(id) is { } player)
                {
                    ctx.Db.Player.Id.Update(player with { Score = player.Score + points });
                }
            }

            [Reducer]
            public static void Join(ReducerContext ctx, uint id, string name) =>
                ctx.Db.Player.Insert(new Player { Id = id, Name = name, Score = ctx.Db.Player.Count });
        }
        """,
        """
        /// <summary>Who plays.</summary>
        [Table(Accessor = "PlayerV2", Public = true)]
        public partial struct PlayerV2
        {
            [PrimaryKey] public uint Id;
            public string Name;
            public ulong Score;
        }

        /// <summary>As it was deployed, for old clients; <see cref="PlayerV2"/> has taken its place.</summary>
        [SpacetimeDB.Table(Accessor = "Player", Public = true)]
        public partial struct Player
        {
            [PrimaryKey] public uint Id;
            public string Name;
            public int Score;
        }

        /// <summary>
        /// Keeps <see cref="Player"/> and <see cref="PlayerV2"/> alike while both are in use.
        /// Use it wherever the table was read by its key or written; <c>Iter()</c> and <c>Filter()</c> see all rows after step 2.
        /// </summary>
        public static partial class PlayerVersions
        {
            // Step 1, expand: publish this. Old clients go on with Player, new ones use PlayerV2.

            /// <summary>The new row, made of the old one at its first use.</summary>
            public static PlayerV2? Find(ReducerContext ctx, uint key)
            {
                if (ctx.Db.PlayerV2.Id.Find(key) is { } row)
                {
                    return row;
                }
                return ctx.Db.Player.Id.Find(key) is { } old ? ctx.Db.PlayerV2.Insert(Upgrade(old)) : null;
            }

            public static PlayerV2 Insert(ReducerContext ctx, PlayerV2 row)
            {
                ctx.Db.Player.Insert(Downgrade(row, new Player()));
                return ctx.Db.PlayerV2.Insert(row);
            }

            public static PlayerV2 Update(ReducerContext ctx, PlayerV2 row)
            {
                Find(ctx, row.Id);
                if (ctx.Db.Player.Id.Find(row.Id) is { } old)
                {
                    ctx.Db.Player.Id.Update(Downgrade(row, old));
                }
                return ctx.Db.PlayerV2.Id.Update(row);
            }

            public static bool Delete(ReducerContext ctx, uint key)
            {
                var wasOld = ctx.Db.Player.Id.Delete(key);
                return ctx.Db.PlayerV2.Id.Delete(key) || wasOld;
            }

            private static PlayerV2 Upgrade(Player old) => new()
            {
                Id = old.Id,
                Name = old.Name,
                Score = ulong.CreateSaturating(old.Score),
            };

            private static Player Downgrade(PlayerV2 row, Player old) => old with
            {
                Id = row.Id,
                Name = row.Name,
                Score = int.CreateSaturating(row.Score),
            };

            // Step 2, migrate: call this reducer once. It moves the rows that nobody has used since.

            [Reducer]
            public static void MigratePlayerToV2(ReducerContext ctx)
            {
                if (ctx.Db.MigrationStatus.Id.Find("player-v2") is not null)
                {
                    return;
                }
                foreach (var old in ctx.Db.Player.Iter())
                {
                    if (ctx.Db.PlayerV2.Id.Find(old.Id) is null)
                    {
                        ctx.Db.PlayerV2.Insert(Upgrade(old));
                    }
                }
                ctx.Db.MigrationStatus.Insert(new MigrationStatus { Id = "player-v2", CompletedAt = ctx.Timestamp });
            }

            // Step 3, contract: when no client uses Player any more, go back to ctx.Db.PlayerV2 in place of this class, and publish
            // that with a reducer that calls ctx.Db.Player.Clear(). Call it, then remove Player and publish again.
        }

        /// <summary>The migrations that have run, so that none runs twice.</summary>
        [SpacetimeDB.Table(Accessor = "MigrationStatus")]
        public partial struct MigrationStatus
        {
            [SpacetimeDB.PrimaryKey] public string Id;
            public SpacetimeDB.Timestamp CompletedAt;
        }

        public static partial class Module
        {
            [Reducer]
            public static void AddScore(ReducerContext ctx, uint id, uint points)
            {
                if (PlayerVersions.Find(ctx, id) is { } player)
                {
                    PlayerVersions.Update(ctx, player with { Score = player.Score + points });
                }
            }

            [Reducer]
            public static void Join(ReducerContext ctx, uint id, string name) =>
                PlayerVersions.Insert(ctx, new PlayerV2 { Id = id, Name = name, Score = ctx.Db.PlayerV2.Count });
        }
        """,
        "Keep table 'Player', and go on with a new table 'PlayerV2' (expand, migrate, contract)");

    [Fact]
    public Task Removed_and_renamed_columns_and_the_modules_own_markers_are_provided_for() => ScaffoldAsync(
        """
        [Table(Accessor = "Item")] public partial struct Item { [PrimaryKey] public string Code; public uint Width; public string? Label; public List<int> Tags; }
        [Table(Accessor = "Migrations")] public partial struct Migration { [PrimaryKey] public string Name; public bool IsDone; }
        """,
        """
        [Table(Accessor = "Item")] public partial struct Item { [PrimaryKey] public string Code; public uint SizeX; public string Label; }
        [Table(Accessor = "Migrations")] public partial struct Migration { [PrimaryKey] public string Name; public bool IsDone; }
        """,
        """
        [Table(Accessor = "ItemV2")] public partial struct ItemV2 { [PrimaryKey] public string Code; public uint SizeX; public string Label; }

        /// <summary>As it was deployed, for old clients; <see cref="ItemV2"/> has taken its place.</summary>
        [SpacetimeDB.Table(Accessor = "Item")]
        public partial struct Item
        {
            [PrimaryKey] public string Code;
            public uint Width;
            public string? Label;
            public List<int> Tags;
        }

        /// <summary>
        /// Keeps <see cref="Item"/> and <see cref="ItemV2"/> alike while both are in use.
        /// Use it wherever the table was read by its key or written; <c>Iter()</c> and <c>Filter()</c> see all rows after step 2.
        /// </summary>
        public static partial class ItemVersions
        {
            // Step 1, expand: publish this. Old clients go on with Item, new ones use ItemV2.

            /// <summary>The new row, made of the old one at its first use.</summary>
            public static ItemV2? Find(ReducerContext ctx, string key)
            {
                if (ctx.Db.ItemV2.Code.Find(key) is { } row)
                {
                    return row;
                }
                return ctx.Db.Item.Code.Find(key) is { } old ? ctx.Db.ItemV2.Insert(Upgrade(old)) : null;
            }

            public static ItemV2 Insert(ReducerContext ctx, ItemV2 row)
            {
                ctx.Db.Item.Insert(Downgrade(row, new Item { Tags = new() }));
                return ctx.Db.ItemV2.Insert(row);
            }

            public static ItemV2 Update(ReducerContext ctx, ItemV2 row)
            {
                Find(ctx, row.Code);
                if (ctx.Db.Item.Code.Find(row.Code) is { } old)
                {
                    ctx.Db.Item.Code.Update(Downgrade(row, old));
                }
                return ctx.Db.ItemV2.Code.Update(row);
            }

            public static bool Delete(ReducerContext ctx, string key)
            {
                var wasOld = ctx.Db.Item.Code.Delete(key);
                return ctx.Db.ItemV2.Code.Delete(key) || wasOld;
            }

            private static ItemV2 Upgrade(Item old) => new()
            {
                Code = old.Code,
                SizeX = old.Width,
                Label = old.Label ?? "",
            };

            private static Item Downgrade(ItemV2 row, Item old) => old with
            {
                Code = row.Code,
                Width = row.SizeX,
                Label = row.Label,
            };

            // Step 2, migrate: call this reducer once. It moves the rows that nobody has used since.

            [Reducer]
            public static void MigrateItemToV2(ReducerContext ctx)
            {
                if (ctx.Db.Migrations.Name.Find("item-v2") is not null)
                {
                    return;
                }
                foreach (var old in ctx.Db.Item.Iter())
                {
                    if (ctx.Db.ItemV2.Code.Find(old.Code) is null)
                    {
                        ctx.Db.ItemV2.Insert(Upgrade(old));
                    }
                }
                ctx.Db.Migrations.Insert(new Migration { Name = "item-v2", IsDone = true });
            }

            // Step 3, contract: when no client uses Item any more, go back to ctx.Db.ItemV2 in place of this class, and publish
            // that with a reducer that calls ctx.Db.Item.Clear(). Call it, then remove Item and publish again.
        }
        [Table(Accessor = "Migrations")] public partial struct Migration { [PrimaryKey] public string Name; public bool IsDone; }
        """);

    /// <summary>A row that stayed in the old table would come back at its next use.</summary>
    [Theory]
    [InlineData("struct")]
    [InlineData("class")]
    public async Task Whatever_deletes_rows_deletes_them_in_both_tables(string kind)
    {
        var deployed = $$"""
            [Table(Accessor = "Player")]
            public partial {{kind}} Player
            {
                [PrimaryKey] public uint Id;
                [Unique] public string Name;
                [SpacetimeDB.Index.BTree] public uint Guild;
                public int Score;
            }

            public static partial class Module
            {
                [Reducer]
                public static void Leave(ReducerContext ctx, Player player, string name, uint guild)
                {
                    ctx.Db.Player.Delete(player);
                    ctx.Db.Player.Id.Delete(player.Id);
                    var isGone = ctx.Db.Player.Name.Delete(name);
                    var gone = ctx.Db.Player.Guild.Delete(guild) + ctx.Db.Player.Clear();
                }
            }
            """;
        var (project, actions) = await Scaffold.ActionsAsync(deployed, deployed.Replace("int Score", "ulong Score"));
        var after = await ModuleWorkspace.ApplyAsync(project, Assert.Single(actions));

        Assert.Empty(await ModuleWorkspace.ErrorsAsync(after));
        var text = (await after.Documents.Single().GetTextAsync()).ToString();
        Assert.Contains("""
                    PlayerVersions.Delete(ctx, player);
                    PlayerVersions.Delete(ctx, player.Id);
                    var isGone = PlayerVersions.Delete(ctx, PlayerVersions.FindByName(ctx, name));
                    var gone = PlayerVersions.DeleteAll(ctx, ctx.Db.PlayerV2.Guild.Filter(guild)) + PlayerVersions.Clear(ctx);
            """, text);
        Assert.Contains("""
                public static bool Delete(ReducerContext ctx, uint key)
                {
                    var wasOld = ctx.Db.Player.Id.Delete(key);
                    return ctx.Db.PlayerV2.Id.Delete(key) || wasOld;
                }

                public static PlayerV2? FindByName(ReducerContext ctx, string value)
                {
                    if (ctx.Db.PlayerV2.Name.Find(value) is { } row)
                    {
                        return row;
                    }
                    return ctx.Db.Player.Name.Find(value) is { } old ? Find(ctx, old.Id) : null;
                }

                public static bool Delete(ReducerContext ctx, PlayerV2? row) =>
            """, text);
        Assert.Contains("""
                public static ulong Clear(ReducerContext ctx)
                {
                    ctx.Db.Player.Clear();
                    return ctx.Db.PlayerV2.Clear();
                }

                private static PlayerV2 Upgrade(Player old) => new()
            """, text);
    }

    [Fact]
    public Task Not_without_a_primary_key() => NotOfferedAsync(
        "[Table] public partial struct Player { public uint Id; public int Score; }",
        "[Table] public partial struct Player { public uint Id; public ulong Score; }");

    /// <summary>A sequence would start at 1 again, among the numbers of the rows that moved.</summary>
    [Fact]
    public Task Not_where_the_key_counts_by_itself() => NotOfferedAsync(
        "[Table] public partial struct Player { [PrimaryKey, AutoInc] public uint Id; public int Score; }",
        "[Table] public partial struct Player { [PrimaryKey, AutoInc] public uint Id; public ulong Score; }");

    [Fact]
    public Task Not_where_only_a_person_can_say_how_to_convert() => NotOfferedAsync(
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; public int Score; }",
        "[Table] public partial struct Player { [PrimaryKey] public uint Id; public string Score; }");

    /// <summary>With the generator at work: the scaffold uses the new tables.</summary>
    [Fact]
    public async Task Indexes_keep_their_given_names_in_the_old_table()
    {
        const string row = """
            [Table(Accessor = "Player")]
            [SpacetimeDB.Index.BTree(Accessor = "ByBoth", Name = "both", Columns = new[] { "Level", "Name" })]
            public partial struct Player { [PrimaryKey] public uint Id; public string Name; [SpacetimeDB.Index.BTree(Name = "levels")] public int Level; public int Score; }
            """;
        var (project, actions) = await Scaffold.ActionsAsync(row, row.Replace("public int Score", "public ulong Score"));

        var after = await ModuleWorkspace.ApplyAsync(project, actions[0]);
        var text = (await after.Documents.Single().GetTextAsync()).ToString();

        Assert.All(await ModuleWorkspace.FindingsAsync(after), static finding => Assert.Equal("STS0003", finding.Id));
        Assert.Contains("""[SpacetimeDB.Index.BTree(Accessor = "ByBoth", Columns = new[] { "Level", "Name" })]""", text);
        Assert.Contains("""[SpacetimeDB.Index.BTree(Accessor = "ByBoth", Name = "both", Columns = new[] { "Level", "Name" })]""", text);
    }

    private static async Task ScaffoldAsync(string deployed, string edited, string expected, string? title = null)
    {
        var (project, actions) = await Scaffold.ActionsAsync(deployed, edited);
        Assert.NotEmpty(actions);
        Assert.Equal(title ?? actions[0].Title, actions[0].Title);
        var after = await ModuleWorkspace.ApplyAsync(project, actions[0]);
        var text = (await after.Documents.Single().GetTextAsync()).ToString();
        Assert.True(text == Scaffold.Usings + expected, text);
        Assert.Empty(await ModuleWorkspace.ErrorsAsync(after));
        Assert.All(await ModuleWorkspace.FindingsAsync(after), static finding => Assert.Equal("STS0003", finding.Id));
    }

    private static async Task NotOfferedAsync(string deployed, string edited) =>
        Assert.Empty((await Scaffold.ActionsAsync(deployed, edited)).Actions);
}
