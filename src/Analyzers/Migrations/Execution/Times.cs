using System.Globalization;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary>SpacetimeDB's own times beside those of the framework: microseconds here, ticks there.</summary>
internal static class Times
{
    private const long MicrosecondsOfSecond = 1_000_000;
    private const long TicksOfOne = TimeSpan.TicksPerMillisecond / 1000;

    private static readonly DateTimeOffset s_epoch = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What an operator converts a time to; null where it is none.</summary>
    public static object? Convert(object value, string? target) => (value, target) switch
    {
        (TimeSpan span, "TimeDuration") => new Special("TimeDuration", span.Ticks / TicksOfOne),
        (DateTimeOffset time, "Timestamp") => new Special("Timestamp", (time - s_epoch).Ticks / TicksOfOne),
        (DateTime time, "Timestamp") => Convert(new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)), target),
        (Special { Kind: "TimeDuration" } special, "TimeSpan") => Span(special),
        (Special { Kind: "Timestamp" } special, "DateTimeOffset") => Host.Call(() => s_epoch + Span(special)),
        _ => null,
    };

    /// <summary>Calls a member of a time, or of its type; false where it is another one.</summary>
    public static bool TryCall(string type, string name, object? receiver, object?[] arguments, out object? result)
    {
        result = (receiver, name, arguments) switch
        {
            (Special { Kind: "Timestamp" }, "ToStd", []) => Convert(receiver, "DateTimeOffset"),
            (Special { Kind: "TimeDuration" }, "ToStd", []) => Convert(receiver, "TimeSpan"),
            (Special { Kind: "Timestamp" } time, "TimeDurationSince", [Special earlier]) =>
                new Special("TimeDuration", unchecked(time.Number - earlier.Number)),
            (Special { Kind: "Timestamp" } time, "ToTimeDurationSinceUnixEpoch", []) => new Special("TimeDuration", time.Number),
            (Special { Kind: "Timestamp" } time, "ToTimeSpanSinceUnixEpoch", []) => Span(time),
            (null, "FromTimeDurationSinceUnixEpoch", [Special duration]) => new Special("Timestamp", duration.Number),
            (null, "FromTimeSpanSinceUnixEpoch", [TimeSpan span]) => new Special("Timestamp", span.Ticks / TicksOfOne),
            (null, "FromMilliseconds" or "FromSeconds" or "FromMinutes" or "FromHours"
                or "FromDays", [{ } count]) when type == "TimeDuration" && Numbers.IsNumber(count) =>
                new Special("TimeDuration", (long)(System.Convert.ToDouble(count, null) * MicrosecondsOf(name))),
            _ => null,
        };
        return result is not null;
    }

    /// <summary>As <c>ToString()</c> writes it; null where it is no time. Source: <c>BSATN.Runtime/Builtins.cs</c>.</summary>
    public static string? TextOf(Special special) => special.Kind switch
    {
        "Timestamp" =>
            ((DateTimeOffset)Convert(special, "DateTimeOffset")!).ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffK", CultureInfo.InvariantCulture),
        "TimeDuration" => string.Format(
            CultureInfo.InvariantCulture,
            "{0}{1}.{2:D6}",
            special.Number < 0 ? "-" : "+",
            Math.Abs(special.Number / MicrosecondsOfSecond),
            Math.Abs(special.Number % MicrosecondsOfSecond)),
        _ => null,
    };

    private static TimeSpan Span(Special special) => new(unchecked(special.Number * TicksOfOne));

    private static double MicrosecondsOf(string name) => name switch
    {
        "FromMilliseconds" => 1e3,
        "FromSeconds" => 1e6,
        "FromMinutes" => 60e6,
        "FromHours" => 3600e6,
        _ => 86400e6,
    };
}
