using System.Globalization;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary><c>System.TimeOnly</c>, which the oldest host lacks; its members are called by their names there.</summary>
internal readonly struct ClockTime(long ticks) : IComparable, IComparable<ClockTime>, IEquatable<ClockTime>, IFormattable
{
    public ClockTime(int hour, int minute)
        : this(new TimeSpan(hour, minute, 0).Ticks)
    {
    }

    public ClockTime(int hour, int minute, int second)
        : this(new TimeSpan(hour, minute, second).Ticks)
    {
    }

    public static ClockTime MinValue => default;

    public static ClockTime MaxValue => new(TimeSpan.TicksPerDay - 1);

    public long Ticks { get; } = ticks;

    public int Hour => ToTimeSpan().Hours;

    public int Minute => ToTimeSpan().Minutes;

    public int Second => ToTimeSpan().Seconds;

    public static bool operator ==(ClockTime left, ClockTime right) => left.Ticks == right.Ticks;

    public static bool operator !=(ClockTime left, ClockTime right) => left.Ticks != right.Ticks;

    public static bool operator <(ClockTime left, ClockTime right) => left.Ticks < right.Ticks;

    public static bool operator >(ClockTime left, ClockTime right) => left.Ticks > right.Ticks;

    public static bool operator <=(ClockTime left, ClockTime right) => left.Ticks <= right.Ticks;

    public static bool operator >=(ClockTime left, ClockTime right) => left.Ticks >= right.Ticks;

    public static ClockTime FromDateTime(DateTime time) => new(time.TimeOfDay.Ticks);

    public static ClockTime FromTimeSpan(TimeSpan span) => new(span.Ticks);

    public static ClockTime Parse(string text) => FromDateTime(DateTime.Parse(text, CultureInfo.InvariantCulture));

    public static ClockTime Parse(string text, IFormatProvider? provider) =>
        FromDateTime(DateTime.Parse(text, provider ?? CultureInfo.InvariantCulture));

    public static ClockTime ParseExact(string text, string format, IFormatProvider? provider) =>
        FromDateTime(DateTime.ParseExact(text, format, provider ?? CultureInfo.InvariantCulture));

    public static bool TryParse(string? text, out ClockTime result) => TryParse(text, null, out result);

    public static bool TryParse(string? text, IFormatProvider? provider, out ClockTime result)
    {
        var isParsed = DateTime.TryParse(text, provider ?? CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        result = FromDateTime(time);
        return isParsed;
    }

    public static bool TryParseExact(string? text, string format, IFormatProvider? provider, DateTimeStyles styles, out ClockTime result)
    {
        var isParsed = DateTime.TryParseExact(text, format, provider ?? CultureInfo.InvariantCulture, styles, out var time);
        result = FromDateTime(time);
        return isParsed;
    }

    public ClockTime Add(TimeSpan span) =>
        new((((Ticks + span.Ticks) % TimeSpan.TicksPerDay) + TimeSpan.TicksPerDay) % TimeSpan.TicksPerDay);

    public ClockTime AddHours(double hours) => Add(TimeSpan.FromHours(hours));

    public ClockTime AddMinutes(double minutes) => Add(TimeSpan.FromMinutes(minutes));

    public TimeSpan ToTimeSpan() => new(Ticks);

    public int CompareTo(ClockTime other) => Ticks.CompareTo(other.Ticks);

    public int CompareTo(object? other) => other is ClockTime time ? CompareTo(time) : 1;

    public bool Equals(ClockTime other) => Ticks == other.Ticks;

    public override bool Equals(object? obj) => obj is ClockTime other && Equals(other);

    public override int GetHashCode() => Ticks.GetHashCode();

    public override string ToString() => ToString(null, null);

    public string ToString(string? format) => ToString(format, null);

    public string ToString(string? format, IFormatProvider? provider) =>
        new DateTime(Ticks).ToString(format is null or "" ? "t" : format, provider ?? CultureInfo.InvariantCulture);
}
