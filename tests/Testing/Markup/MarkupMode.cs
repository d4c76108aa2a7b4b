namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What markup in the files of a state means.</summary>
public enum MarkupMode
{
    /// <summary>It is no markup, but part of the text.</summary>
    None,

    /// <summary>It is removed.</summary>
    Ignore,

    /// <summary>It declares findings, except those that have a fix.</summary>
    IgnoreFixable,

    /// <summary>It declares findings.</summary>
    Allow,
}
