namespace SpacetimeSchema.Analyzers.Migrations.Execution;

/// <summary><c>PriorityQueue</c>, which the oldest host lacks; its members are called by their names there.</summary>
internal sealed class PriorityHeap(IComparer<object?>? order)
{
    private readonly IComparer<object?> _order = order ?? Ordering.Instance;
    private readonly List<(object? Element, object? Priority)> _items = [];

    public PriorityHeap()
        : this((IComparer<object?>?)null)
    {
    }

    public PriorityHeap(IEnumerable<object> pairs)
        : this(pairs, null)
    {
    }

    public PriorityHeap(IEnumerable<object> pairs, IComparer<object?>? order)
        : this(order) => EnqueueRange(pairs);

    /// <summary>In an order of their own there; here in that of their priorities.</summary>
    public IReadOnlyCollection<object?> UnorderedItems =>
        _items.ConvertAll(static item => (object?)new TupleValue([item.Element, item.Priority]));

    public int Count => _items.Count;

    public void Enqueue(object? element, object? priority)
    {
        var position = _items.FindIndex(item => _order.Compare(item.Priority, priority) > 0);
        _items.Insert(position < 0 ? _items.Count : position, (element, priority));
        if (_items.Count > Host.LargestSize)
        {
            throw new LostTrackException("size");
        }
    }

    public void EnqueueRange(IEnumerable<object> pairs)
    {
        foreach (var pair in pairs)
        {
            if (pair is not TupleValue { Elements: [var element, var priority] })
            {
                throw new LostTrackException("pair");
            }
            Enqueue(element, priority);
        }
    }

    public object? Peek() => TryPeek(out var element, out _) ? element : throw new ThrownException("System.InvalidOperationException");

    public object? Dequeue() =>
        TryDequeue(out var element, out _) ? element : throw new ThrownException("System.InvalidOperationException");

    public bool TryPeek(out object? element, out object? priority)
    {
        (element, priority) = _items.Count > 0 ? _items[0] : default;
        return _items.Count > 0;
    }

    public bool TryDequeue(out object? element, out object? priority)
    {
        var found = TryPeek(out element, out priority);
        if (found)
        {
            _items.RemoveAt(0);
        }
        return found;
    }

    public void Clear() => _items.Clear();
}
