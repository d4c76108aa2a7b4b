using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Corpus;

/// <summary>The model read from the code is the model read from what the server says of it.</summary>
public class ReadingFidelityTests
{
    [Fact]
    public void The_code_reads_as_the_V10_answer_of_the_server() => Compare(SnapshotForm.ServerV10, static pair => pair.OldV10);

    [Fact]
    public void The_code_reads_as_the_V9_answer_of_the_server() => Compare(SnapshotForm.ServerV9, static pair => pair.OldV9);

    [Fact]
    public void Writing_and_reading_gives_the_same_schema_and_the_same_bytes()
    {
        Assert.Empty(CorpusPair.All.AsParallel().Where(static pair =>
        {
            var schema = pair.OldSchema;
            var text = SnapshotWriter.Write(schema);
            var read = SnapshotReader.Read(text);
            return !Equals(read.Schema, schema) || SnapshotWriter.Write(read.Schema!) != text;
        }));
    }

    private static void Compare(SnapshotForm form, Func<CorpusPair, string?> answer)
    {
        var differences = CorpusPair.All.AsParallel().AsOrdered()
            .Select(pair => (pair, answer: answer(pair)))
            .Where(static item => item.answer is not null)
            .Select(item => (item.pair, difference: Difference(item.pair.OldSource, item.answer!, form)))
            .Where(static item => item.difference is not null)
            .Select(static item => $"{item.pair}: {item.difference}")
            .ToArray();
        Assert.True(differences.Length == 0, $"{differences.Length} differ:\n{string.Join('\n', differences)}");
    }

    private static string? Difference(string source, string answer, SnapshotForm form)
    {
        var document = SnapshotReader.Read(answer);
        if (document.Error is { } error)
        {
            return error.ToString();
        }
        Assert.Equal(form, document.Form);
        var expected = SnapshotWriter.Write(document.Schema!);
        var actual = SnapshotWriter.Write(SnapshotProjection.To(form, ModuleCompilation.ReadSchema(source)));
        return expected == actual
            ? null
            : string.Join('\n', expected.Split('\n').Except(actual.Split('\n')).Select(static line => "- " + line)
                .Concat(actual.Split('\n').Except(expected.Split('\n')).Select(static line => "+ " + line)));
    }
}
