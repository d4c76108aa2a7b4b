using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace SpacetimeSchema.Analyzers.Tests.Symbols;

/// <summary>The snapshot of a module among its additional files.</summary>
internal sealed class SnapshotFile(string text) : AdditionalText
{
    public override string Path => "/spacetimedb.schema.json";

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
