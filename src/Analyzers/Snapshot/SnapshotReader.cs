using SpacetimeSchema.Analyzers.Json;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Snapshot;

/// <summary>
/// Reads a snapshot, ours or a server's answer, told apart by what is in it. Total: any text gives a schema or an error with its place.
/// </summary>
internal static class SnapshotReader
{
    /// <summary>About as many as a line of our own format has, so that the dictionary of places seldom grows.</summary>
    private const int CharactersOfOneElement = 100;

    /// <param name="acceptMerge">Whether tables and types that are not what their lines say are read as they are.</param>
    public static SnapshotDocument Read(string text, CancellationToken cancellation = default, bool acceptMerge = false)
    {
        var places = new Dictionary<SchemaElement, TextRange>(text.Length / CharactersOfOneElement);
        var form = SnapshotForm.Own;
        if (JsonParser.Parse(text, out var error, cancellation) is not { } root)
        {
            return new(form, null, places, MergeConflict(text, error!.Range.Start) ?? error);
        }
        try
        {
            var content = Unwrap(root);
            places[SchemaElement.Module] = new(root.Range.Start, 1);
            form = FormOf(content);
            var schema = form switch
            {
                SnapshotForm.Own => OwnFormatReader.Read(content, places),
                SnapshotForm.ServerV9 => ServerV9Reader.Read(content, places),
                _ => ServerV10Reader.Read(content, places),
            };
            SnapshotValidation.Check(schema, form, root, places);
            var history = form == SnapshotForm.Own
                ? new SnapshotHistory(SnapshotLineage.Of(content, text), OwnFormatAcceptanceReader.Read(content))
                : SnapshotHistory.None;
            if (!acceptMerge)
            {
                history.Lineage.Check();
            }
            return new(form, schema, places, null) { History = history };
        }
        catch (SnapshotFormatException exception)
        {
            return new(form, null, places, exception.Error);
        }
    }

    /// <summary>What git leaves in a file that two branches changed, at the line on which the reading ended.</summary>
    private static TextError? MergeConflict(string text, int position)
    {
        var start = text.LastIndexOf('\n', Math.Max(0, Math.Min(position, text.Length) - 1)) + 1;
        return string.CompareOrdinal(text, start, "<<<<<<< ", 0, 8) == 0
            ? new(
                new(start, 7),
                "Here is a conflict of a merge. Make each table what is deployed, and delete the markers and the 'state' lines between them; the next 'dotnet build -t:UpdateSchema' writes those again.")
            : null;
    }

    /// <summary>Some tools keep the name of the version around a server's answer.</summary>
    private static JsonValue Unwrap(JsonValue root) =>
        root.Properties.Length == 1 && root.Properties[0] is { Name: "V9" or "V10", Value: var content } ? content : root;

    private static SnapshotForm FormOf(JsonValue root) =>
        root["format"] is not null ? SnapshotForm.Own
        : root["sections"] is not null ? SnapshotForm.ServerV10
        : root["typespace"] is not null ? SnapshotForm.ServerV9
        : throw new SnapshotFormatException(
            root,
            "This is neither a snapshot of SpacetimeSchema.Analyzers (no 'format') nor a schema that 'spacetime describe --json' prints (no 'sections' and no 'typespace').");
}

/// <summary>Ends the reading of a snapshot at the first thing that is wrong with it; never leaves <see cref="SnapshotReader"/>.</summary>
internal sealed class SnapshotFormatException(TextRange range, string message) : Exception(message)
{
    public SnapshotFormatException(JsonValue value, string message)
        : this(new TextRange(value.Range.Start, value.Kind is JsonKind.Array or JsonKind.Object ? 1 : value.Range.Length), message)
    {
    }

    public TextError Error => new(range, Message);
}
