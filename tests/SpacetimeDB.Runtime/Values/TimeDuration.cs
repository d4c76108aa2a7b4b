using System.Globalization;

namespace SpacetimeDB;

public record struct TimeDuration(long Microseconds)
{
    public static readonly TimeDuration ZERO = new(0);

    public static implicit operator TimeSpan(TimeDuration duration) =>
        TimeSpan.FromTicks(duration.Microseconds * TimeSpan.TicksPerMicrosecond);

    public static implicit operator TimeDuration(TimeSpan span) => new(span.Ticks / TimeSpan.TicksPerMicrosecond);

    public static TimeDuration operator +(TimeDuration left, TimeDuration right) => new(checked(left.Microseconds + right.Microseconds));

    public static TimeDuration operator -(TimeDuration left, TimeDuration right) => new(checked(left.Microseconds - right.Microseconds));

    public static TimeDuration FromMilliseconds(double milliseconds) => new((long)(milliseconds * 1_000));

    public static TimeDuration FromSeconds(double seconds) => new((long)(seconds * 1_000_000));

    public static TimeDuration FromMinutes(double minutes) => FromSeconds(minutes * 60);

    public static TimeDuration FromHours(double hours) => FromMinutes(hours * 60);

    public static TimeDuration FromDays(double days) => FromHours(days * 24);

    public readonly TimeSpan ToStd() => this;

    public override readonly string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Microseconds < 0 ? '-' : '+')}{Math.Abs(Microseconds) / 1_000_000}.{Math.Abs(Microseconds) % 1_000_000:D6}");
}
