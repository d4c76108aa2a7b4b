using System.Globalization;

namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary><c>System.DateOnly</c>, which the oldest host lacks; its members are called by their names there.</summary>
internal readonly struct CalendarDay(
    int year, int month, int day) : IComparable, IComparable<CalendarDay>, IEquatable<CalendarDay>, IFormattable
{
    private readonly DateTime _date = new(year, month, day);

    public static CalendarDay MinValue => FromDateTime(DateTime.MinValue);

    public static CalendarDay MaxValue => FromDateTime(DateTime.MaxValue);

    public int Year => _date.Year;

    public int Month => _date.Month;

    public int Day => _date.Day;

    public int DayNumber => (int)(_date.Ticks / TimeSpan.TicksPerDay);

    public int DayOfYear => _date.DayOfYear;

    public DayOfWeek DayOfWeek => _date.DayOfWeek;

    public static bool operator ==(CalendarDay left, CalendarDay right) => left._date == right._date;

    public static bool operator !=(CalendarDay left, CalendarDay right) => left._date != right._date;

    public static bool operator <(CalendarDay left, CalendarDay right) => left._date < right._date;

    public static bool operator >(CalendarDay left, CalendarDay right) => left._date > right._date;

    public static bool operator <=(CalendarDay left, CalendarDay right) => left._date <= right._date;

    public static bool operator >=(CalendarDay left, CalendarDay right) => left._date >= right._date;

    public static CalendarDay FromDateTime(DateTime date) => new(date.Year, date.Month, date.Day);

    public static CalendarDay FromDayNumber(int number) => FromDateTime(new DateTime(number * TimeSpan.TicksPerDay));

    public static CalendarDay Parse(string text) => FromDateTime(DateTime.Parse(text, CultureInfo.InvariantCulture));

    public static CalendarDay Parse(string text, IFormatProvider? provider) =>
        FromDateTime(DateTime.Parse(text, provider ?? CultureInfo.InvariantCulture));

    public static CalendarDay ParseExact(string text, string format) => ParseExact(text, format, null);

    public static CalendarDay ParseExact(string text, string format, IFormatProvider? provider) =>
        FromDateTime(DateTime.ParseExact(text, format, provider ?? CultureInfo.InvariantCulture));

    public static bool TryParse(string? text, out CalendarDay result) => TryParse(text, null, out result);

    public static bool TryParse(string? text, IFormatProvider? provider, out CalendarDay result) => Of(
        DateTime.TryParse(text, provider ?? CultureInfo.InvariantCulture, DateTimeStyles.None, out var date), date, out result);

    public static bool TryParse(string? text, IFormatProvider? provider, DateTimeStyles styles, out CalendarDay result) => Of(
        DateTime.TryParse(text, provider ?? CultureInfo.InvariantCulture, styles, out var date), date, out result);

    public static bool TryParseExact(string? text, string format, out CalendarDay result) =>
        TryParseExact(text, format, null, DateTimeStyles.None, out result);

    public static bool TryParseExact(
        string? text, string format, IFormatProvider? provider, DateTimeStyles styles, out CalendarDay result) => Of(
        DateTime.TryParseExact(text, format, provider ?? CultureInfo.InvariantCulture, styles, out var date), date, out result);

    public static bool TryParseExact(
        string? text, string[] formats, IFormatProvider? provider, DateTimeStyles styles, out CalendarDay result) => Of(
        DateTime.TryParseExact(text, formats, provider ?? CultureInfo.InvariantCulture, styles, out var date), date, out result);

    public CalendarDay AddDays(int days) => FromDateTime(_date.AddDays(days));

    public CalendarDay AddMonths(int months) => FromDateTime(_date.AddMonths(months));

    public CalendarDay AddYears(int years) => FromDateTime(_date.AddYears(years));

    public DateTime ToDateTime(ClockTime time) => _date.AddTicks(time.Ticks);

    public int CompareTo(CalendarDay other) => _date.CompareTo(other._date);

    public int CompareTo(object? other) => other is CalendarDay day ? CompareTo(day) : 1;

    public bool Equals(CalendarDay other) => _date == other._date;

    public override bool Equals(object? obj) => obj is CalendarDay other && Equals(other);

    public override int GetHashCode() => DayNumber;

    public override string ToString() => ToString(null, null);

    public string ToString(string? format) => ToString(format, null);

    public string ToString(string? format, IFormatProvider? provider) =>
        _date.ToString(format is null or "" ? "d" : format is "o" or "O" ? "yyyy-MM-dd" : format, provider ?? CultureInfo.InvariantCulture);

    private static bool Of(bool isParsed, DateTime date, out CalendarDay result)
    {
        result = FromDateTime(date);
        return isParsed;
    }
}
