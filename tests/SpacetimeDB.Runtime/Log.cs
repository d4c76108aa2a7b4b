namespace SpacetimeDB;

/// <summary>The module's log, which nobody reads here.</summary>
public static class Log
{
    public static void Trace(string message) { }

    public static void Debug(string message) { }

    public static void Info(string message) { }

    public static void Warn(string message) { }

    public static void Error(string message) { }

    public static void Exception(string message) { }

    public static void Exception(Exception exception) { }
}
