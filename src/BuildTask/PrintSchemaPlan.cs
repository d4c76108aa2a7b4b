using Microsoft.Build.Framework;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Build.Plan;

namespace SpacetimeSchema.Build;

/// <summary>Prints what publish would do; fails where it would reject the module.</summary>
public sealed class PrintSchemaPlan : SchemaTask
{
    /// <summary>The SARIF log of the compiler.</summary>
    [Required]
    public string CompilerLog { get; set; } = "";

    /// <summary>Of the file: <c>text</c>, <c>json</c> or <c>markdown</c>.</summary>
    public string Format { get; set; } = "text";

    /// <summary>The path of the file. An interactive terminal shows nothing of the plan but where that is.</summary>
    public string PlanFile { get; set; } = "";

    protected override void Run()
    {
        if (Format.ToLowerInvariant() is not ("text" or "json" or "markdown"))
        {
            throw new SchemaTaskException($"SchemaPlanFormat is '{Format}'; it can be text, json or markdown.");
        }
        var export = CompilerExport.Read(CompilerLog);
        var file = new TextFile(Snapshot);
        if (file.Read() is not { } deployed)
        {
            throw new SchemaTaskException(
                $"There is no snapshot of what is deployed. 'dotnet build -t:UpdateSchema{SnapshotCommand.Option(file.Name)}' on the code that is deployed creates {file.Name}.");
        }
        var accepted = DeployedSchema.Parse(deployed).History.Accepted;
        var findings = export.Findings(file)
            ?? throw new SchemaTaskException(
                $"{file.Name} is not among the additional files of the project, which the package adds to them.");
        var plan = new SchemaPlan(file.Name, export.Schema(), findings)
        {
            Accepted = [.. accepted.Without(group =>
                findings.Any(finding => finding.Change == SnapshotAcceptances.TakenBack && finding.Subject == group.Owner)).Changes],
        };
        var text = TextPlan.Of(plan) + AcceptedSection.Text(plan.Accepted);
        foreach (var line in text.TrimEnd().Split('\n'))
        {
            Say(line);
        }
        new TextFile(PlanFile).Write(Format.ToLowerInvariant() switch
        {
            "json" => JsonPlan.Of(plan),
            "markdown" => MarkdownPlan.Of(plan) + AcceptedSection.Markdown(plan.Accepted),
            _ => text,
        });
        SayWritten(PlanFile);
        if (plan.Verdict == PlanVerdict.Rejected)
        {
            LogError(plan.Summary);
        }
    }
}
