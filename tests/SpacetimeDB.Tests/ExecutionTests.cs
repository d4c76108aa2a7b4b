using SpacetimeDB.Execution;

namespace SpacetimeDB.Tests;

public sealed class ExecutionTests
{
    private const string Table =
        """
        using SpacetimeDB;
        [Table(Accessor = "T")] public partial struct T { [PrimaryKey] public uint Id; public uint Value; public Timestamp At; }
        """;

    [Theory]
    [InlineData("ctx.Db.T.Insert(new T { Id = 7 });", Repetition.Idempotent)]
    [InlineData("ctx.Db.T.Insert(new T { Id = 7, At = ctx.Timestamp });", Repetition.FailsAgain)]
    [InlineData("foreach (var t in ctx.Db.T.Iter()) ctx.Db.T.Id.Update(t with { Value = t.Value + 1 });", Repetition.ChangesAgain)]
    [InlineData("foreach (var t in ctx.Db.T.Iter()) ctx.Db.T.Id.Update(t with { Value = (uint)ctx.Rng.Next() });", Repetition.ChangesAgain)]
    [InlineData("throw new Exception();", Repetition.FailsAtOnce)]
    public void Two_runs_tell_what_repetition_does(string body, Repetition repetition)
    {
        using var module = ModuleExecution.Compile(Table, $$"""
            using SpacetimeDB; public static class Module { [Reducer] public static void Migrate(ReducerContext ctx) { {{body}} } }
            """);
        Assert.Equal(repetition, module.RunTwice("Migrate").Repetition);
    }

    [Fact]
    public void Arguments_are_passed_or_made_up_and_the_caller_can_be_chosen()
    {
        using var module = ModuleExecution.Compile(Table, """
            using SpacetimeDB; public static class Module
            {
                [Reducer] public static void Put(ReducerContext ctx, uint value, T made) => ctx.Db.T.Insert(new T { Id = value });
                [Reducer] public static void OwnerOnly(ReducerContext ctx) { if (ctx.Sender != default) throw new Exception("owner only"); }
            }
            """);
        var database = module.NewDatabase(Seeds.Nothing);
        Assert.Contains("Id = 42", database.Run("Put", 42u).After);
        Assert.NotNull(database.Run("OwnerOnly").Error);
        database.Sender = default;
        Assert.Null(database.Run("OwnerOnly").Error);
    }

    [Fact]
    public void Sources_with_errors_say_so() =>
        Assert.Contains("CS0246", Assert.Throws<CompilationException>(() => ModuleExecution.Compile("class C { Missing m; }")).Message);
}
