namespace Microsoft.CodeAnalysis.Testing;

[Flags]
public enum DiagnosticLocationOptions
{
    None = 0,

    /// <summary>Only the start counts.</summary>
    IgnoreLength = 1,

    /// <summary>The column is the number of a place marked <c>{|#0:text|}</c>.</summary>
    InterpretAsMarkupKey = 2,
}
