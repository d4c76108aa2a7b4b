namespace SpacetimeDB;

public sealed class LogStopwatch : IDisposable
{
    public LogStopwatch(string name) { }

    void IDisposable.Dispose() => End();

    public void End() { }
}
