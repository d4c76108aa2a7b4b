using Microsoft.CodeAnalysis;
using SpacetimeSchema.Analyzers.Migrations.Execution;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>Whether a stranger's call of a reducer writes rows. Source: facts/engine.md §7, "Owner check".</summary>
internal static class CallableByAnyone
{
    public static MigrationFinding? Of(Trials trials, IMethodSymbol reducer, Module module)
    {
        if ((module.Engine.ConvertsNames && IsScheduled(reducer, module.KnownTypes))
            || MigrationReducers.Declaration(reducer, module.Cancellation) is not { } declaration)
        {
            return null;
        }
        foreach (var trial in trials.All)
        {
            if (trial.First.Writes.Count == 0)
            {
                continue;
            }
            if (trial.First is { ComparedWithDatabase: true, ComparedSender: false })
            {
                return Finding(", or by none: the database's own identity, with which it compares the sender, is not the owner's");
            }
            var run = trials.Execute(trial.World.Database, trial.World.Arguments, 1, Run.Stranger);
            if (run.LostAt is not null || run.Writes.Count == 0 || run.Thrown is not null)
            {
                return null;
            }
            return Finding("");
        }
        return null;

        MigrationFinding Finding(string reason) =>
            new(FindingKind.AnyClient, declaration, declaration, null, reason + ". Compare 'ctx.Sender' with the owner first"
                + (module.Engine.ConvertsNames ? ", or call it from a scheduled table, whose reducer is private." : "."));
    }

    /// <summary>Whether a table schedules the reducer, which then takes a row of it: such reducers are private, since 2.0.</summary>
    private static bool IsScheduled(IMethodSymbol reducer, KnownTypes knownTypes)
    {
        foreach (var parameter in reducer.Parameters)
        {
            foreach (var attribute in parameter.Type.GetAttributes())
            {
                if (attribute.Is(knownTypes.Table) && attribute.String("Scheduled") == reducer.Name)
                {
                    return true;
                }
            }
        }
        return false;
    }
}
