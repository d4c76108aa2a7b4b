using System.Collections.Immutable;

namespace SpacetimeDB;

public readonly record struct Handler(string FunctionName);

public sealed class Router
{
    private readonly ImmutableList<(string Method, string Path, Handler Handler)> routes;

    private Router(ImmutableList<(string Method, string Path, Handler Handler)> routes) => this.routes = routes;

    public static Router New() => new([]);

    public Router Get(string path, Handler handler) => Add("GET", path, handler);

    public Router Head(string path, Handler handler) => Add("HEAD", path, handler);

    public Router Options(string path, Handler handler) => Add("OPTIONS", path, handler);

    public Router Put(string path, Handler handler) => Add("PUT", path, handler);

    public Router Delete(string path, Handler handler) => Add("DELETE", path, handler);

    public Router Post(string path, Handler handler) => Add("POST", path, handler);

    public Router Patch(string path, Handler handler) => Add("PATCH", path, handler);

    public Router Any(string path, Handler handler) => Add("*", path, handler);

    public Router Nest(string path, Router subRouter) =>
        new(routes.AddRange(subRouter.routes.Select(route => (route.Method, path.TrimEnd('/') + route.Path, route.Handler))));

    public Router Merge(Router otherRouter) => new(routes.AddRange(otherRouter.routes));

    private Router Add(string method, string path, Handler handler) => new(routes.Add((method, path, handler)));
}
