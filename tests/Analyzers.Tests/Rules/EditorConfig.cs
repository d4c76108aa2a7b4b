using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SpacetimeSchema.Analyzers.Tests.Rules;

/// <summary>The same lines of configuration for all files, and for the project.</summary>
internal sealed class EditorConfig(string text) : AnalyzerConfigOptionsProvider
{
    private readonly Lines _lines = new(text);

    public override AnalyzerConfigOptions GlobalOptions => _lines;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _lines;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _lines;

    private sealed class Lines(string text) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = text.Split('\n')
            .Where(static line => line.Contains('='))
            .ToDictionary(static line => line.Split('=')[0].Trim(), static line => line.Split('=')[1].Trim());

        public override bool TryGetValue(string key, out string value) => _values.TryGetValue(key, out value!);
    }
}
