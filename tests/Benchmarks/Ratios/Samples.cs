namespace SpacetimeSchema.Benchmarks.Ratios;

/// <summary>What was measured, by name; several times each, in turns, so that what else the machine does hits all alike.</summary>
internal sealed class Samples
{
    private readonly Dictionary<string, List<double>> _values = new(StringComparer.Ordinal);

    public void Add(string name, double value)
    {
        if (!_values.TryGetValue(name, out var values))
        {
            _values.Add(name, values = []);
        }
        values.Add(value);
    }

    public void Add(string name, TimeSpan time) => Add(name, time.TotalMilliseconds);

    /// <summary>The least: whatever else the machine does only ever adds to it.</summary>
    public double this[string name] => _values[name].Min();
}
