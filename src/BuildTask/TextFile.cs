using System.Text;

namespace SpacetimeSchema.Build;

/// <summary>A file that is replaced as a whole or not at all.</summary>
internal sealed class TextFile(string path)
{
    private static readonly UTF8Encoding s_strictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Null where there is no such file.</summary>
    /// <exception cref="DecoderFallbackException">The file is no UTF-8.</exception>
    public string? Read() => File.Exists(Path) ? File.ReadAllText(Path, s_strictUtf8) : null;

    /// <summary>Whether the two differ in more than the line ends that a checkout on Windows makes.</summary>
    public static bool AreSame(string? present, string text) => present is not null && present.Replace("\r\n", "\n") == text;

    /// <summary>Whoever reads the file sees the old text or the new one.</summary>
    public void Write(string text)
    {
        if (File.Exists(Path) && (File.GetAttributes(Path) & FileAttributes.ReadOnly) != 0)
        {
            throw new UnauthorizedAccessException($"The file '{Path}' is read-only.");
        }
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var temporary = $"{Path}.{Guid.NewGuid():N}.tmp";
        try
        {
            WriteThrough(temporary, s_strictUtf8.GetBytes(text));
            if (File.Exists(Path))
            {
                File.Replace(temporary, Path, destinationBackupFileName: null);
            }
            else
            {
                File.Move(temporary, Path);
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>On the disk before it takes the place of the old one: neither a crash nor a lost power supply leaves half of it.</summary>
    private static void WriteThrough(string path, byte[] bytes)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        stream.Write(bytes, 0, bytes.Length);
        stream.Flush(flushToDisk: true);
    }
}
