namespace Microsoft.CodeAnalysis.Testing;

[Flags]
public enum TestBehaviors
{
    None = 0,

    /// <summary>Not checked: no finding in generated code, for analyzers that do not say how they treat it.</summary>
    SkipGeneratedCodeCheck = 1,

    /// <summary>Not checked: <c>#pragma warning disable</c> silences a finding.</summary>
    SkipSuppressionCheck = 2,

    /// <summary>Not checked: what the source generators write.</summary>
    SkipGeneratedSourcesCheck = 4,
}
