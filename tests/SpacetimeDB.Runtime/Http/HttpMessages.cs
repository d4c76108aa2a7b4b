using System.Text;

namespace SpacetimeDB;

public enum HttpVersion : byte
{
    Http09,
    Http10,
    Http11,
    Http2,
    Http3,
}

public readonly record struct HttpMethod(string Value)
{
    public static readonly HttpMethod Get = new("GET");
    public static readonly HttpMethod Head = new("HEAD");
    public static readonly HttpMethod Post = new("POST");
    public static readonly HttpMethod Put = new("PUT");
    public static readonly HttpMethod Delete = new("DELETE");
    public static readonly HttpMethod Connect = new("CONNECT");
    public static readonly HttpMethod Options = new("OPTIONS");
    public static readonly HttpMethod Trace = new("TRACE");
    public static readonly HttpMethod Patch = new("PATCH");
}

public readonly record struct HttpHeader(string Name, byte[] Value, bool IsSensitive = false)
{
    public HttpHeader(string name, string value)
        : this(name, Encoding.ASCII.GetBytes(value)) { }
}

public readonly record struct HttpBody(byte[] Bytes)
{
    public static HttpBody Empty => new([]);

    public static HttpBody FromString(string text) => new(Encoding.UTF8.GetBytes(text));

    public byte[] ToBytes() => Bytes;

    public string ToStringUtf8Lossy() => Encoding.UTF8.GetString(Bytes);
}

public sealed class HttpRequest
{
    public required string Uri { get; init; }

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    public List<HttpHeader> Headers { get; init; } = [];

    public HttpBody Body { get; init; } = HttpBody.Empty;

    public HttpVersion Version { get; init; } = HttpVersion.Http11;

    public TimeSpan? Timeout { get; init; }
}

public readonly record struct HttpResponse(ushort StatusCode, HttpVersion Version, List<HttpHeader> Headers, HttpBody Body);

public sealed class HttpError(string message) : Exception(message);
