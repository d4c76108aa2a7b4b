namespace Microsoft.CodeAnalysis.Testing;

[Flags]
public enum CodeFixTestBehaviors
{
    None = 0,
    SkipFixAllInDocumentCheck = 1,
    SkipFixAllInProjectCheck = 2,
    SkipFixAllInSolutionCheck = 4,
    SkipFixAllCheck = SkipFixAllInDocumentCheck | SkipFixAllInProjectCheck | SkipFixAllInSolutionCheck,

    /// <summary>One fix only, however many findings there are.</summary>
    FixOne = 8,

    /// <summary>Not checked: an editor shows the finding, so that the fix can be reached.</summary>
    SkipLocalDiagnosticCheck = 16,
}
