namespace SpacetimeSchema.Migrations.Tests;

/// <summary>
/// Values of structs that lead back to themselves end somewhere: an analyzer that runs out of stack takes the compiler along.
/// </summary>
public sealed class TypesOfRowsTests
{
    [Theory]
    [InlineData("public DbVector Half => new DbVector { X = X / 2 };")]
    [InlineData("public DbVector Half { get { return this; } }")]
    [InlineData("public DbVector Self;")]
    [InlineData("public DbVector Self { get; set; }")]
    [InlineData("public Other There; public struct Other { public DbVector Back; }")]
    [InlineData("public (int Count, DbVector Back) Pair;")]
    [InlineData("public Box<int> Boxed; public struct Box<T> { public Box<Box<T>> Inner; }")]
    public void A_struct_may_lead_back_to_itself(string member)
    {
        var module = new MigrationModule(
            $$"""
            using SpacetimeDB;
            [SpacetimeDB.Type] public partial struct DbVector { public float X; {{member}} }
            [SpacetimeDB.Table(Accessor = "Entity")] public partial struct Entity { [PrimaryKey] public uint Id; public DbVector Position; public int Mass; }
            public static partial class Module
            {
                [Reducer]
                public static void MigrateMass(ReducerContext ctx)
                {
                    foreach (var row in ctx.Db.Entity.Iter())
                    {
                        var entity = row;
                        entity.Position = default;
                        entity.Mass += 1;
                        ctx.Db.Entity.Id.Update(entity);
                    }
                }
            }
            """);
        Assert.True(module.IsFound("MigrateMass"));
    }
}
