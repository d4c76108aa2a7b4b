namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>
/// Hash codes of texts, times and several values together. The framework's own are others in each process; what matters is that
/// they are the same for the same values, and hardly ever for others.
/// </summary>
internal static class Hashes
{
    /// <summary>Null where a value is not one of those.</summary>
    public static int? Of(params object?[] values)
    {
        var hash = 17L;
        foreach (var value in values)
        {
            switch (value)
            {
                case null:
                    hash = Mix(hash, 0);
                    break;
                case string text:
                    hash = Mix(hash, text.Length);
                    foreach (var character in text)
                    {
                        hash = Mix(hash, character);
                    }
                    break;
                case bool or char or Special or TimeSpan or DateTime or Guid:
                    hash = Mix(hash, value is Special special ? special.Number : value.GetHashCode());
                    break;
                case TupleValue tuple when Of(tuple.Elements) is { } parts:
                    hash = Mix(hash, parts);
                    break;
                case not null when Numbers.IsNumber(value):
                    hash = Mix(hash, value.GetHashCode());
                    break;
                default:
                    return null;
            }
        }
        return unchecked((int)(hash ^ hash >> 32));
    }

    /// <summary>The bytes that <c>HashData</c> of an algorithm gives; null where it is none of those known.</summary>
    public static object?[]? Digest(string algorithm, object?[] bytes)
    {
        var length = algorithm switch { "MD5" => 16, "SHA1" => 20, "SHA256" => 32, "SHA384" => 48, "SHA512" => 64, _ => 0 };
        if (length == 0 || !Array.TrueForAll(bytes, static item => item is byte))
        {
            return null;
        }
        using var hash = System.Security.Cryptography.SHA256.Create();
        var digest = hash.ComputeHash(Array.ConvertAll(bytes, static item => (byte)item!));
        return Enumerable.Range(0, length).Select(position => (object?)digest[position % digest.Length]).ToArray();
    }

    private static long Mix(long hash, long value) => unchecked((hash ^ value) * 1099511628211L + (hash >> 29));
}
