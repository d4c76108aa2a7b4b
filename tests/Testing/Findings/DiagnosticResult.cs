using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A finding as a test expects it.</summary>
public readonly struct DiagnosticResult
{
    public static readonly DiagnosticResult[] EmptyDiagnosticResults = [];

    public DiagnosticResult(string id, DiagnosticSeverity severity)
    {
        Id = id;
        Severity = severity;
    }

    public DiagnosticResult(DiagnosticDescriptor descriptor)
        : this(descriptor.Id, descriptor.DefaultSeverity)
        => MessageFormat = descriptor.MessageFormat;

    public string Id { get; }

    public DiagnosticSeverity Severity { get; private init; }

    public DiagnosticOptions Options { get; private init; }

    public ImmutableArray<DiagnosticLocation> Spans { get => field.IsDefault ? [] : field; private init; }

    public bool HasLocation => !Spans.IsEmpty;

    public LocalizableString? MessageFormat { get; private init; }

    public object?[]? MessageArguments { get; private init; }

    /// <summary>The whole message, or null where any will do.</summary>
    public string? Message => MessageIsFree ? null : ExactMessage ?? FormattedMessage();

    private string? ExactMessage { get; init; }

    private bool MessageIsFree { get; init; }

    public static DiagnosticResult CompilerError(string identifier) => new(identifier, DiagnosticSeverity.Error);

    public static DiagnosticResult CompilerWarning(string identifier) => new(identifier, DiagnosticSeverity.Warning);

    public DiagnosticResult WithSeverity(DiagnosticSeverity severity) => this with { Severity = severity };

    public DiagnosticResult WithOptions(DiagnosticOptions options) => this with { Options = options };

    public DiagnosticResult WithArguments(params object[] arguments) => this with { MessageArguments = arguments };

    public DiagnosticResult WithMessage(string? message)
        => this with { ExactMessage = message, MessageIsFree = message is null };

    public DiagnosticResult WithMessageFormat(LocalizableString messageFormat) => this with { MessageFormat = messageFormat };

    public DiagnosticResult WithNoLocation() => this with { Spans = [] };

    public DiagnosticResult WithLocation(int line, int column) => WithLocation("", line, column);

    public DiagnosticResult WithLocation(LinePosition location) => WithLocation("", location);

    public DiagnosticResult WithLocation(string path, int line, int column)
        => WithLocation(path, new LinePosition(line - 1, column - 1));

    public DiagnosticResult WithLocation(string path, LinePosition location)
        => WithLocation(path, location, DiagnosticLocationOptions.None);

    public DiagnosticResult WithLocation(string path, LinePosition location, DiagnosticLocationOptions options)
        => WithSpan(new FileLinePositionSpan(path, location, location), options | DiagnosticLocationOptions.IgnoreLength);

    public DiagnosticResult WithLocation(int markupKey) => WithLocation(markupKey, DiagnosticLocationOptions.None);

    public DiagnosticResult WithLocation(int markupKey, DiagnosticLocationOptions options)
    {
        var key = new LinePosition(0, markupKey);
        return WithSpan(new FileLinePositionSpan("", key, key), options | DiagnosticLocationOptions.InterpretAsMarkupKey);
    }

    public DiagnosticResult WithSpan(int startLine, int startColumn, int endLine, int endColumn)
        => WithSpan("", startLine, startColumn, endLine, endColumn);

    public DiagnosticResult WithSpan(string path, int startLine, int startColumn, int endLine, int endColumn)
        => WithSpan(new FileLinePositionSpan(
            path, new LinePosition(startLine - 1, startColumn - 1), new LinePosition(endLine - 1, endColumn - 1)));

    public DiagnosticResult WithSpan(FileLinePositionSpan span) => WithSpan(span, DiagnosticLocationOptions.None);

    public DiagnosticResult WithSpan(FileLinePositionSpan span, DiagnosticLocationOptions options)
        => this with { Spans = Spans.Add(new DiagnosticLocation(span, options)) };

    public DiagnosticResult WithDefaultPath(string path) => WithSpans(location =>
        location.Span.Path != "" || location.Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey)
            ? location.Span
            : new FileLinePositionSpan(path, location.Span.Span));

    public DiagnosticResult WithLineOffset(int offset) => WithSpans(location => new FileLinePositionSpan(
        location.Span.Path,
        new LinePosition(location.Span.StartLinePosition.Line + offset, location.Span.StartLinePosition.Character),
        new LinePosition(location.Span.EndLinePosition.Line + offset, location.Span.EndLinePosition.Character)));

    public override string ToString()
    {
        var text = new StringBuilder();
        if (HasLocation)
        {
            var (start, end) = (Spans[0].Span.StartLinePosition, Spans[0].Span.EndLinePosition);
            text.Append($"{Spans[0].Span.Path}({start.Line + 1},{start.Character + 1}");
            if (!Spans[0].Options.HasFlag(DiagnosticLocationOptions.IgnoreLength))
                text.Append($",{end.Line + 1},{end.Character + 1}");
            text.Append("): ");
        }

        text.Append($"{Severity.ToString().ToLowerInvariant()} {Id}");
        return Message is null ? text.ToString() : text.Append($": {Message}").ToString();
    }

    internal DiagnosticResult WithMarkupLocations(IReadOnlyDictionary<string, FileLinePositionSpan> marked) => this with
    {
        Spans = [.. Spans.Select(location => location.Options.HasFlag(DiagnosticLocationOptions.InterpretAsMarkupKey)
            ? new DiagnosticLocation(
                Marked(location.Span.StartLinePosition.Character, marked),
                location.Options & ~DiagnosticLocationOptions.InterpretAsMarkupKey)
            : location)],
    };

    private static FileLinePositionSpan Marked(int key, IReadOnlyDictionary<string, FileLinePositionSpan> marked)
        => marked.TryGetValue($"#{key}", out var span)
            ? span
            : throw new InvalidOperationException($"No place is marked '#{key}'");

    private DiagnosticResult WithSpans(Func<DiagnosticLocation, FileLinePositionSpan> change) => this with
    {
        Spans = [.. Spans.Select(location => new DiagnosticLocation(change(location), location.Options))],
    };

    private string? FormattedMessage()
    {
        var format = MessageFormat?.ToString();
        try
        {
            return format is null ? null : string.Format(format, MessageArguments ?? []);
        }
        catch (FormatException)
        {
            return format;
        }
    }
}
