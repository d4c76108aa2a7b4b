using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Benchmarks.Modules;

/// <summary>A snapshot as a host hands it to analyzers: the same text for as long as nobody writes the file.</summary>
internal sealed class SnapshotFile(string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path => "/garden/spacetimedb.schema.json";

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
