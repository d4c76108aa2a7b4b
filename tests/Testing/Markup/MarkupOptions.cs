namespace Microsoft.CodeAnalysis.Testing;

[Flags]
public enum MarkupOptions
{
    None = 0,

    /// <summary>Markup without an id means the first descriptor, even if there are more.</summary>
    UseFirstDescriptor = 1,

    /// <summary><c>$$</c> is part of the text.</summary>
    TreatPositionIndicatorsAsCode = 2,
}
