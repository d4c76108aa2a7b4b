using SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;
using Verify = SpacetimeSchema.Analyzers.Tests.Fixes.VerifyFix<SpacetimeSchema.Analyzers.CodeFixes.ExpandContract.ExpandContractCodeFix>;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

public class ExpandContractTests
{
    private const string Key = ExpandContractCodeFix.EquivalenceKey;

    [Fact]
    public Task A_retyped_column_gets_a_table_with_the_new_shape() => Verify.Source(
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
            public ulong {|STS1003:Score|};
        }

        public static partial class Module
        {
            [Reducer]
            public static void {|STS0003:AddScore|}(ReducerContext ctx, uint id, uint points)
            {
                if (ctx.Db.Player.Id.Find(id) is { } player)
                {
                    ctx.Db.Player.Id.Update(player with { Score = player.Score + points });
                }
            }

            [Reducer]
            public static void {|STS0003:Join|}(ReducerContext ctx, uint id, string name) =>
                ctx.Db.Player.Insert(new Player { Id = id, Name = name, Score = ctx.Db.Player.Count });
        }
        """,
        "",
        Key,
        "Keep table 'Player', and go on with a new table 'PlayerV2' (expand, migrate, contract)");
}
