using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.CodeFixes;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>What hosts and users may rely on, whichever fix it is.</summary>
public class ProviderTests
{
    private static readonly CodeFixProvider[] s_providers =
        [.. typeof(SchemaCodeFix).Assembly.GetTypes()
            .Where(static type => typeof(CodeFixProvider).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(static type => (CodeFixProvider)Activator.CreateInstance(type)!)];

    /// <summary>Rules with findings that no repair of the source ends, and why.</summary>
    private static readonly Dictionary<string, string> s_withoutRepair = new()
    {
        [PublishRules.TableRemoved.Id] = "It is reported in the snapshot, for the code has no place for it, and no host offers fixes there.",
        [PublishRules.InvalidColumn.Id] = "Colliding names have a repair; how rows refer to one another instead of a recursive type is for a person to design.",
    };

    [Fact]
    public void Each_rule_about_publish_has_a_repair_or_a_reason() => Assert.Equal(
        ChangeRules.All.Select(static rule => rule.Id).Where(static id => id.StartsWith("STS1", StringComparison.Ordinal)).Order(),
        s_providers.OfType<SchemaCodeFix>().Concat<CodeFixProvider>([new CodeFixes.Columns.MakeColumnAddableCodeFix()])
            .SelectMany(static fix => fix.FixableDiagnosticIds)
            .Where(static id => id.StartsWith("STS1", StringComparison.Ordinal))
            .Concat(s_withoutRepair.Keys).Distinct().Order());

    [Fact]
    public void Each_reason_is_written() => Assert.All(s_withoutRepair.Values, static reason => Assert.EndsWith(".", reason));

    [Fact]
    public void Each_fix_is_for_rules_that_there_are()
    {
        var rules = ChangeRules.All.Concat(MigrationRules.All).Append(SnapshotRules.StaleAcceptance).Select(static rule => rule.Id).ToHashSet();
        Assert.All(s_providers, provider => Assert.All(provider.FixableDiagnosticIds, id => Assert.Contains(id, rules)));
    }

    [Fact]
    public void No_two_fixes_share_an_equivalence_key()
    {
        var keys = s_providers
            .SelectMany(static provider => provider.GetType().GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(static field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(static field => (string)field.GetRawConstantValue()!)
            .ToArray();
        Assert.NotEmpty(keys);
        Assert.Equal(keys.Distinct(), keys);
    }

    /// <summary>A shared part would bring System.Composition along, which older hosts have in another version.</summary>
    [Fact]
    public void Each_fix_is_exported_for_CSharp_and_not_shared() => Assert.All(s_providers, static provider =>
    {
        Assert.Equal(["C#"], provider.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Languages);
        Assert.DoesNotContain(provider.GetType().GetCustomAttributesData(), static attribute => attribute.AttributeType.Name == "SharedAttribute");
    });
}
