using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading.Tasks;

namespace SpacetimeSchema.Build;

/// <summary>Asks a SpacetimeDB server for the schema of a database. The only thing in this package that touches the network.</summary>
internal sealed class SchemaServer(string address, string database, TimeSpan timeLimit, CancellationToken cancellation)
{
    /// <summary>Far beyond any schema.</summary>
    private const int MaximumLength = 64 << 20;

    /// <summary>
    /// Without the names that somebody gave servers on their own machine. Source: <c>crates/cli/src/config.rs</c>,
    /// <c>new_with_localhost</c>.
    /// </summary>
    private readonly string _address = address switch
    {
        "maincloud" => "https://maincloud.spacetimedb.com",
        "local" => "http://127.0.0.1:3000",
        _ => address,
    };

    /// <summary>The schema as the server says it, in the newest version that it knows.</summary>
    /// <exception cref="SchemaTaskException">There is no answer, or none that is a schema.</exception>
    public string Get()
    {
        using var client = new HttpClient { Timeout = timeLimit, MaxResponseContentBufferSize = MaximumLength };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var root = Root();
        try
        {
            return GetAsync(client, root).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SchemaTaskException($"{Name} did not answer within {timeLimit.TotalSeconds:0} s.");
        }
        catch (OperationCanceledException)
        {
            throw new SchemaTaskException("The command was cancelled.");
        }
        // An encoding that the framework does not know.
        catch (InvalidOperationException exception)
        {
            throw new SchemaTaskException($"The answer of {Name} cannot be read: {exception.GetBaseException().Message}");
        }
        catch (HttpRequestException exception)
        {
            throw new SchemaTaskException($"{Name} cannot be reached: {exception.GetBaseException().Message}");
        }
    }

    /// <summary>The address for a message, without what lets somebody in.</summary>
    public string Name =>
        Uri.TryCreate(_address, UriKind.Absolute, out var root)
            ? root.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : _address;

    private Uri Root() =>
        Uri.TryCreate(_address.TrimEnd('/') + "/", UriKind.Absolute, out var root) && root.Scheme is "http" or "https"
            ? root
            : throw new SchemaTaskException(
                $"SpacetimeDBServer is '{_address}'; it must be the address of a server, with http:// or https://, or 'maincloud' or 'local'. Names of your own are known to 'spacetime server list' alone.");

    private async Task<string> GetAsync(HttpClient client, Uri root)
    {
        // Servers before 2.0.4 know version 9 only.
        return await TryGetAsync(client, root, 10).ConfigureAwait(false) is (HttpStatusCode.OK, var newest)
            ? newest
            : await TryGetAsync(client, root, 9).ConfigureAwait(false) switch
            {
                (HttpStatusCode.OK, var answer) => answer,
                (HttpStatusCode.NotFound, _) => throw new SchemaTaskException($"{Name} has no database '{database}' (404)."),
                (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.ProxyAuthenticationRequired, _)
                    and var (status, _) =>
                    throw new SchemaTaskException($"{Name}, or a proxy before it, does not let this command in ({(int)status})."),
                var (status, answer) => throw new SchemaTaskException($"{Name} answered {(int)status}: {Beginning(answer)}"),
            };
    }

    private async Task<(HttpStatusCode Status, string Answer)> TryGetAsync(HttpClient client, Uri root, int version)
    {
        var address = new Uri(root, $"v1/database/{Uri.EscapeDataString(database)}/schema?version={version}");
        using var response = await client.GetAsync(address, cancellation).ConfigureAwait(false);
        return (response.StatusCode, await response.Content.ReadAsStringAsync().ConfigureAwait(false));
    }

    /// <summary>Enough of an answer to see what it is.</summary>
    public static string Beginning(string answer)
    {
        var line = string.Join(
            " ",
            new string([.. answer.Select(static c => char.IsControl(c) ? ' ' : c)])
                .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? "nothing." : line.Length <= 80 ? $"'{line}'." : $"'{line.Substring(0, 80)}…'.";
    }
}
