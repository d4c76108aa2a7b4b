using SpacetimeDB.Execution;

namespace SpacetimeSchema.Migrations.Tests;

/// <summary>A folder of modules, whose reducers are labelled by running each of them twice.</summary>
internal sealed class LabelledCorpus
{
    private LabelledCorpus(IReadOnlyList<LabelledReducer> reducers) => Reducers = reducers;

    public IReadOnlyList<LabelledReducer> Reducers { get; }

    /// <param name="step">Of how many modules a sweep takes one.</param>
    public static LabelledCorpus Read(string folder, int step) => new(
        [.. Sweep.Of(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Corpus", folder), "*.cs").Order(StringComparer.Ordinal), step)
            .SelectMany(file =>
            {
                var module = new MigrationModule([.. Sources(File.ReadAllText(file))]);
                return module.Reducers.Select(reducer => LabelledReducer.Of(Path.GetFileNameWithoutExtension(file), reducer, module));
            })]);

    /// <summary>
    /// Reducers without tables of their own are about those of the open corpus, and without rows of their own about its rows.
    /// </summary>
    public static IEnumerable<string> Sources(string text)
    {
        if (!text.Contains("[SpacetimeDB.Table(", StringComparison.Ordinal))
        {
            yield return MigrationModule.Corpus("schema.cs");
        }
        yield return text;
        if (!text.Contains("void Seed(ReducerContext ", StringComparison.Ordinal))
        {
            yield return MigrationModule.Local("OpenSeed.cs");
        }
    }

    public Score Score() => new(
        Reducers.Count(reducer => reducer is { IsIdempotent: false, IsFound: true }),
        Reducers.Count(reducer => reducer is { IsIdempotent: true, IsFound: true }),
        Reducers.Count(reducer => reducer is { IsIdempotent: false, IsFound: false }));

    public IEnumerable<string> Mistakes() => Reducers
        .Where(reducer => reducer.IsIdempotent == reducer.IsFound || reducer.Repetition == Repetition.FailsAtOnce)
        .Select(reducer =>
            $"{reducer.File}.{reducer.Name}: {reducer.Repetition}, {(reducer.IsFound ? "found" : "not found")} {reducer.Module.Follow(reducer.Name)}");
}

internal sealed record LabelledReducer(string File, string Name, Repetition Repetition, bool IsIdempotent, MigrationModule Module)
{
    public bool IsFound => Module.IsFound(Name);

    public static LabelledReducer Of(string file, string reducer, MigrationModule module)
    {
        var runs = module.RunTwice(reducer);
        return new(file, reducer, runs.Repetition, runs.IsIdempotent, module);
    }
}

internal sealed record Score(int Right, int False, int Missed)
{
    public double Precision => Right + False == 0 ? 1 : (double)Right / (Right + False);

    public double Recall => Right + Missed == 0 ? 1 : (double)Right / (Right + Missed);

    public override string ToString() =>
        $"precision {Precision:0.000}, recall {Recall:0.000} ({Right} right, {False} false, {Missed} missed)";
}
