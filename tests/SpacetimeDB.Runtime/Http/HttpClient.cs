namespace SpacetimeDB;

/// <summary>Outbound requests, which always fail here: there is no host to send them.</summary>
public sealed class HttpClient
{
    public Result<HttpResponse, HttpError> Get(string uri, TimeSpan? timeout = null) =>
        Send(new HttpRequest { Uri = uri, Timeout = timeout });

    public Result<HttpResponse, HttpError> Send(HttpRequest request) =>
        new HttpError($"No host to send {request.Method.Value} {request.Uri}");
}
