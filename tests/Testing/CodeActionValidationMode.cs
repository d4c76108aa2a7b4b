namespace Microsoft.CodeAnalysis.Testing;

/// <summary>How close the tree that a fix builds must come to the tree that its text parses to.</summary>
public enum CodeActionValidationMode
{
    None,

    /// <summary>The same nodes and tokens.</summary>
    SemanticStructure,

    /// <summary>The same trivia too.</summary>
    Full,
}
