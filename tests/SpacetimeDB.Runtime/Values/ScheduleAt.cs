namespace SpacetimeDB;

/// <summary>When a scheduled reducer runs: at intervals, or once.</summary>
public partial record ScheduleAt : TaggedEnum<(TimeDuration Interval, Timestamp Time)>
{
    private ScheduleAt() { }

    public static implicit operator ScheduleAt(TimeDuration duration) => new Interval(duration);

    public static implicit operator ScheduleAt(Timestamp time) => new Time(time);

    public static implicit operator ScheduleAt(TimeSpan duration) => new Interval(duration);

    public static implicit operator ScheduleAt(DateTimeOffset time) => new Time(time);

    public static long ToMicroseconds(TimeSpan interval) => ((TimeDuration)interval).Microseconds;

    public static TimeSpan TimeSpanFromMicroseconds(long intervalMicros) => new TimeDuration(intervalMicros);

    public static long ToMicrosecondsSinceUnixEpoch(DateTimeOffset time) => ((Timestamp)time).MicrosecondsSinceUnixEpoch;

    public static DateTimeOffset DateTimeOffsetFromMicrosSinceUnixEpoch(long microsSinceUnixEpoch) => new Timestamp(microsSinceUnixEpoch);

    public sealed record Interval(TimeDuration Interval_) : ScheduleAt;

    public sealed record Time(Timestamp Time_) : ScheduleAt;
}
