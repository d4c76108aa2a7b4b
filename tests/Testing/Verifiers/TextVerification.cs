using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

internal static class TextVerification
{
    /// <summary>Encoding and checksum count too: a fix that loses them changes the file on disk.</summary>
    public static void Verify(string path, SourceText expected, SourceText actual, IVerifier verifier)
    {
        verifier.EqualOrDiff(expected.ToString(), actual.ToString(), $"'{path}' is not as expected (-), but (+):");
        verifier.Equal(
            expected.Encoding,
            actual.Encoding,
            $"'{path}' should have the encoding '{expected.Encoding?.WebName}', not '{actual.Encoding?.WebName}'");
        verifier.Equal(
            expected.ChecksumAlgorithm,
            actual.ChecksumAlgorithm,
            $"'{path}' should have the checksum algorithm {expected.ChecksumAlgorithm}, not {actual.ChecksumAlgorithm}");
    }
}
