using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Robustness;

namespace SpacetimeSchema.Analyzers.Tests.Snapshot;

/// <summary>A build server reads a snapshot once, however often it gets its text.</summary>
public class RecentSnapshotsTests
{
    private readonly RecentSnapshots _recent = new();

    [Fact]
    public void The_same_characters_are_read_once() => Assert.Same(_recent.Read(Snapshots.Own), _recent.Read(new(Snapshots.Own.AsSpan())));

    [Fact]
    public void Other_characters_are_read_anew()
    {
        Assert.NotNull(_recent.Read(Snapshots.Own).Schema);
        Assert.NotNull(_recent.Read(Snapshots.Own[..^20]).Error);
    }

    [Fact]
    public void What_is_wrong_with_a_text_is_kept_too() => Assert.Same(_recent.Read("{"), _recent.Read(new('{', 1)));

    [Fact]
    public void Of_many_texts_the_oldest_is_forgotten_and_read_again()
    {
        var first = _recent.Read(Snapshots.Own);
        for (var i = 1; i <= RecentSnapshots.Most; i++)
        {
            _recent.Read(Snapshots.Own + new string('\n', i));
        }
        var again = _recent.Read(Snapshots.Own);
        Assert.NotSame(first, again);
        Assert.Equal(first.Schema, again.Schema);
    }
}
