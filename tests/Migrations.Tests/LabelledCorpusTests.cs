using SpacetimeDB.Execution;
using Xunit.Abstractions;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>
/// More than 1900 reducers of other idioms and domains, labelled by running each of them twice. A <see cref="Sweep"/> of their modules.
/// Those of HeldOut were written before the analysis had seen any of them; on its first run over Players and Chat it had a precision of
/// 0.967 and a recall of 0.853 (29 right, 1 false, 5 missed), over Farm, which came later, 1.000 and 0.800 (12 right, 3 missed), over
/// Library and Accounts 0.967 and 0.784 (29 right, 1 false, 8 missed), over Arena 0.909 and 0.909 (20 right, 2 false, 2 missed), over
/// Hotel and Fleet 0.983 and 0.951 (58 right, 1 false, 3 missed), over School 1.000 and 0.773 (17 right, 5 missed), over Forum 1.000 and
/// 0.762 (16 right, 5 missed), over Bank 1.000 and 1.000 (9 right), over Racing 1.000 and 0.880 (22 right, 3 missed), over Quests 1.000
/// and 0.906 (29 right, 3 missed), over Warehouse 1.000 and 0.628 (27 right, 16 missed), over Clinic 1.000 and 0.717 (43 right, 17
/// missed), over Guilds 1.000 and 0.990 (101 right, 1 missed: by its name it was no migration, it has another now), over Heroes and
/// Ladder, which are about the tables of the open corpus, 1.000 and 1.000 (65 right), over Steps, Roster and Lobby, which are about them
/// too, 1.000 and 0.881 (37 right, 5 missed), 0.981 and 0.981 (51 right, 1 false, 1 missed), 1.000 and 0.875 (49 right, 7 missed), over
/// Almanac, about them too, 1.000 and 1.000 (30 right), over Harbor 0.952 and 0.800 (20 right, 1 false, 5 missed), over Museum 1.000 and
/// 0.976 (41 right, 1 missed), over Transit 1.000 and 0.875 (21 right, 3 missed), over Festival 1.000 and 0.938 (30 right, 2 missed), over
/// Colony 1.000 and 0.906 (29 right, 3 missed), over Tavern, about the tables of the open corpus, 1.000 and 1.000 (31 right), over Apiary
/// 0.968 and 0.857 (30 right, 1 false, 5 missed); each time after the seed showed what some of their reducers do (two of Arena, four of
/// Fleet, one of School, one of Quests, eight of Warehouse, eleven of Clinic, two of Guilds, one of Steps, one of Apiary). Of School and of Hotel the
/// analysis found one more later, which ordinary rows show: their seeds have such rows now. Seven that fail at a key that is taken were
/// labelled idempotent then.
/// </summary>
public sealed class LabelledCorpusTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Tuned", 1)]
    [InlineData("HeldOut", 4)]
    public void Findings_are_precise_and_complete(string folder, int step)
    {
        var corpus = LabelledCorpus.Read(folder, step);
        var score = corpus.Score();
        output.WriteLine(
            $"{folder}: {corpus.Reducers.Count} reducers, {corpus.Reducers.Count(reducer => reducer.IsIdempotent)} idempotent; {score}");
        foreach (var mistake in corpus.Mistakes())
        {
            output.WriteLine(mistake);
        }
        foreach (var reducer in corpus.Reducers.Where(reducer => !reducer.IsFound))
        {
            if (reducer.Module.Follow(reducer.Name) is { LostAt: not null } lost)
            {
                output.WriteLine($"lost: {reducer.Name} {lost}");
            }
        }
        Assert.DoesNotContain(corpus.Reducers, reducer => reducer.Repetition == Repetition.FailsAtOnce);
        Assert.True(score.Precision >= 0.95 && score.Recall >= 0.95, score.ToString());
    }
}
