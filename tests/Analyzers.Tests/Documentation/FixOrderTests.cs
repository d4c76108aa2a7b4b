using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using SpacetimeSchema.Analyzers.CodeFixes.Snapshot;
using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Rules;
using SpacetimeSchema.Analyzers.Snapshot;
using SpacetimeSchema.Analyzers.Tests.Fixes;
using SpacetimeSchema.Analyzers.Tests.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Documentation;

/// <summary>
/// What a host offers for the finding that a rule's page shows, in its order: by what publish does after each fix, measured by
/// applying it. Accepting the change comes last.
/// </summary>
public class FixOrderTests
{
    private enum Consequence
    {
        /// <summary>Publish has nothing to do that it had not to do anyway.</summary>
        None,
        Allowed,
        DisconnectsClients,
        DependsOnData,
        Rejected,

        /// <summary>The snapshot says from now on what the code says.</summary>
        Accepted,
    }

    public static TheoryData<string> Rules =>
    [
        .. ChangeRules.All.Select(static rule => rule.Id)
            .Except([SnapshotRules.MissingSnapshot.Id, SnapshotRules.OutdatedSnapshot.Id]),
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_fixes_of_a_rule_are_offered_from_the_safest_to_the_last_resort(string rule)
    {
        var (project, finding) = await ShownAsync(rule);

        var offered = await ModuleWorkspace.FixesAsync(project, finding);

        Assert.NotEmpty(offered);
        Assert.Equal(offered.Select(static action => action.Title).Distinct(), offered.Select(static action => action.Title));
        var consequences = new List<Consequence>();
        foreach (var action in offered)
        {
            consequences.Add(await ConsequenceAsync(project, action));
        }
        Assert.Equal(consequences.Order(), consequences);
        Assert.DoesNotContain(Consequence.Rejected, consequences);
        var canAccept = SchemaAcceptance.CanAccept(Enum.Parse<ChangeKind>(finding.Properties[ChangeProperties.Kind]!));
        var accept = AcceptChangeCodeFix.KeyOf(OwnFormat.FileName);
        Assert.Equal(
            canAccept ? [offered.Count - 1] : [], Enumerable.Range(0, offered.Count).Where(i => offered[i].EquivalenceKey == accept));
    }

    [Fact]
    public async Task A_retyped_column_is_restored_kept_beside_a_new_table_kept_beside_a_new_column_or_accepted()
    {
        const string deployed =
            """[Table(Accessor = "Player")] public partial struct Player { [PrimaryKey] public uint Id; public uint Score; }""";
        var project = Project(deployed.Replace("uint Score", "ulong Score"), DeployedModule.Snapshot(deployed));

        var offered = await ModuleWorkspace.FixesAsync(project, Assert.Single(await ModuleWorkspace.FindingsAsync(project)));

        Assert.Equal(
            [
                "Change 'Score' back to uint",
                "Keep table 'Player', and go on with a new table 'PlayerV2' (expand, migrate, contract)",
                "Keep 'Score' as uint, and go on with a new column 'ScoreV2' at the end",
                "Accept this change of 'score' into spacetimedb.schema.json: the database has it",
            ],
            offered.Select(static action => action.Title));
    }

    [Fact]
    public async Task A_renamed_column_of_two_tables_is_reported_for_each_and_has_each_fix_once()
    {
        const string deployed =
            """[Table(Accessor = "Online"), Table(Accessor = "Offline")] public partial struct Player { public uint Id; public string Name; }""";
        var project = Project(deployed.Replace("Name", "Title"), DeployedModule.Snapshot(deployed));
        var findings = await ModuleWorkspace.FindingsAsync(project);
        Assert.Equal(
            ["offline.title", "online.title"],
            findings.Select(static finding => finding.Properties[ChangeProperties.Affects]!.Split(';')[^1]).Order());

        var offered = await ModuleWorkspace.FixesAsync(project, findings);

        Assert.Equal(
            [
                "Rename 'Title' back to 'Name'",
                "Rename the column back to 'Name', and keep 'Title' as a property",
                "Accept this change of 'title' into spacetimedb.schema.json: the database has it",
            ],
            offered.Select(static action => action.Title));
        Assert.Empty(await ModuleWorkspace.FindingsAsync(await ModuleWorkspace.ApplyAsync(project, offered[^1])));
    }

    private static async Task<(Project Project, Diagnostic Finding)> ShownAsync(string rule)
    {
        var example = Example.AllOf(MarkdownFile.Read($"docs/rules/{rule}.md"))
            .First(example =>
                example.Module.Role == "edited"
                    && example.Module.Claims.Any(claim => claim.StartsWith($"**{rule}** ", StringComparison.Ordinal)));
        var project = Project(example.Module.Code, example.Snapshot!);
        return (project, (await ModuleWorkspace.FindingsAsync(project)).First(finding => finding.Id == rule));
    }

    private static Project Project(string source, string snapshot) =>
        ModuleWorkspace.Create($"{DeployedModule.ImplicitUsings}\n{source}", snapshot);

    private static async Task<Consequence> ConsequenceAsync(Project before, CodeAction action)
    {
        var after = await ModuleWorkspace.ApplyAsync(before, action);
        if ((await after.AdditionalDocuments.Single()
            .GetTextAsync()).ToString() != (await before.AdditionalDocuments.Single().GetTextAsync()).ToString())
        {
            return Consequence.Accepted;
        }
        var known = (await ModuleWorkspace.FindingsAsync(before)).Select(Identity).ToHashSet();
        return (await ModuleWorkspace.FindingsAsync(after))
            .Where(finding => !known.Contains(Identity(finding)))
            .Select(Of)
            .DefaultIfEmpty(Consequence.None)
            .Max();
    }

    private static Consequence Of(Diagnostic finding) => finding.Properties[ChangeProperties.Publish] switch
    {
        "rejected" => Consequence.Rejected,
        "data-dependent" => Consequence.DependsOnData,
        _ => finding.Properties[ChangeProperties.Disconnects] == "true" ? Consequence.DisconnectsClients : Consequence.Allowed,
    };

    private static (string, string?, string?) Identity(Diagnostic finding) =>
        (finding.Id, finding.Properties[ChangeProperties.Owner], finding.Properties[ChangeProperties.Member]);
}
