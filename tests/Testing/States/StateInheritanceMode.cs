namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a state takes from the one before it where it says nothing itself.</summary>
public enum StateInheritanceMode
{
    /// <summary>Everything but the expected findings that have a fix.</summary>
    AutoInherit,

    /// <summary>Nothing.</summary>
    Explicit,

    /// <summary>Everything.</summary>
    AutoInheritAll,
}
