using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SpacetimeSchema.Package.Tests.Commands;

/// <summary>A server on this machine that answers what a test tells it to.</summary>
internal sealed class SchemaServerStub : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Func<string, (int Status, string Body)?> _answer;

    /// <param name="answer">From the path and query of a request; null lets the client wait.</param>
    public SchemaServerStub(Func<string, (int Status, string Body)?> answer)
    {
        _answer = answer;
        Address = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Address { get; }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            var context = await _listener.GetContextAsync();
            if (_answer(context.Request.Url!.PathAndQuery) is var (status, body))
            {
                context.Response.StatusCode = status;
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
                context.Response.Close();
            }
        }
    }
}
