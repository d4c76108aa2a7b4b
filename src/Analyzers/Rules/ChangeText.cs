using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Snapshot;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>The words of a change for the message of its rule.</summary>
internal static class ChangeText
{
    /// <summary>
    /// The arguments of the messages of <see cref="PublishRules"/>, <see cref="DataRules"/>, <see cref="ClientRules"/> and
    /// <see cref="SnapshotRules.OutdatedSnapshot"/>: {0} the edited thing, or what publish does, by <see cref="PublishConsequence"/>; {1}
    /// its table or type; {2} what it was; {3} what it is, or else, like {4}, words of the kind of change, by <see cref="PublishText"/>,
    /// <see cref="ClientText"/> or <see cref="OutdatedText"/>; {5} the baseline where there are several; {6} who misreads rows; {7} what a
    /// command needs to find the baseline.
    /// </summary>
    /// <param name="name">What the edited thing is called in the code.</param>
    /// <param name="baseline">Its file name.</param>
    /// <param name="isOneOfSeveral">Whether the message has to name it.</param>
    public static object[] Arguments(SchemaChange change, string name, string baseline, bool isOneOfSeveral)
    {
        var (@new, detail) = Of(change, name);
        return
        [
            PublishConsequence.Of(change) ?? name,
            change.Subject.Owner,
            change.Old,
            @new,
            detail,
            isOneOfSeveral ? $"Against '{baseline}': " : "",
            $"{ClientText.Readers(change)} misread",
            SnapshotCommand.Option(baseline),
        ];
    }

    private static (string New, string Detail) Of(SchemaChange change, string name) =>
        ChangeRules.IsCompatible(change.Kind) ? (change.New, OutdatedText.Of(change, name))
        : ChangeRules.Of(change.Kind).Category == Rule.ClientsCategory ? ClientText.Of(change, name)
        : PublishText.Of(change, name);
}
