using System.Globalization;

namespace SpacetimeDB;

public record struct Timestamp(long MicrosecondsSinceUnixEpoch) : IComparable<Timestamp>
{
    public static readonly Timestamp UNIX_EPOCH = new(0);

    public static implicit operator DateTimeOffset(Timestamp time) =>
        DateTimeOffset.UnixEpoch.AddTicks(time.MicrosecondsSinceUnixEpoch * TimeSpan.TicksPerMicrosecond);

    public static implicit operator Timestamp(DateTimeOffset time) =>
        new((time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);

    public static Timestamp operator +(Timestamp point, TimeDuration interval) =>
        new(checked(point.MicrosecondsSinceUnixEpoch + interval.Microseconds));

    public static Timestamp operator -(Timestamp point, TimeDuration interval) =>
        new(checked(point.MicrosecondsSinceUnixEpoch - interval.Microseconds));

    public static bool operator <(Timestamp left, Timestamp right) => left.CompareTo(right) < 0;

    public static bool operator >(Timestamp left, Timestamp right) => left.CompareTo(right) > 0;

    public static Timestamp FromTimeDurationSinceUnixEpoch(TimeDuration duration) => new(duration.Microseconds);

    public static Timestamp FromTimeSpanSinceUnixEpoch(TimeSpan span) => FromTimeDurationSinceUnixEpoch(span);

    public readonly TimeDuration ToTimeDurationSinceUnixEpoch() => TimeDurationSince(UNIX_EPOCH);

    public readonly TimeSpan ToTimeSpanSinceUnixEpoch() => ToTimeDurationSinceUnixEpoch();

    public readonly TimeDuration TimeDurationSince(Timestamp earlier) =>
        new(checked(MicrosecondsSinceUnixEpoch - earlier.MicrosecondsSinceUnixEpoch));

    public readonly DateTimeOffset ToStd() => this;

    public readonly int CompareTo(Timestamp that) => MicrosecondsSinceUnixEpoch.CompareTo(that.MicrosecondsSinceUnixEpoch);

    public override readonly string ToString() => ToStd().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffffK", CultureInfo.InvariantCulture);
}
