using SpacetimeDB.Execution;
using Xunit.Abstractions;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>More than 120 reducers of other idioms and domains, labelled by running each of them twice.</summary>
public sealed class LabelledCorpusTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("Tuned")]
    [InlineData("HeldOut")]
    public void Findings_are_precise_and_complete(string folder)
    {
        var corpus = LabelledCorpus.Read(folder);
        var score = corpus.Score();
        output.WriteLine($"{folder}: {corpus.Reducers.Count} reducers, {corpus.Reducers.Count(reducer => reducer.IsIdempotent)} idempotent; {score}");
        foreach (var mistake in corpus.Mistakes())
        {
            output.WriteLine(mistake);
        }
        foreach (var reducer in corpus.Reducers)
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
