using System.Reflection;
using Microsoft.CodeAnalysis.CodeFixes;
using SpacetimeSchema.Analyzers.CodeFixes;
using SpacetimeSchema.Analyzers.Rules;

namespace SpacetimeSchema.Analyzers.Tests.Fixes;

/// <summary>What hosts and users may rely on, whichever fix it is.</summary>
public class ProviderTests
{
    /// <summary>Rules with findings that no repair of the source ends, and why.</summary>
    private static readonly Dictionary<string, string> s_withoutRepair = new()
    {
        [DataRules.TableRemoved.Id] = "It is reported in the snapshot, for the code has no place for it, and no host offers fixes there.",
        [PublishRules.RefusedModule.Id] =
            "Colliding names have a repair; how rows refer to one another instead of a recursive type is for a person to design.",
    };

    [Fact]
    public void Each_rule_about_publish_has_a_repair_or_a_reason() => Assert.Equal(
        ChangeRules.All.Select(static rule => rule.Id).Where(static id => id.StartsWith("STS1", StringComparison.Ordinal)).Order(),
        new SchemaCodeFixProvider().FixableDiagnosticIds
            .Where(static id => id.StartsWith("STS1", StringComparison.Ordinal))
            .Concat(s_withoutRepair.Keys).Distinct().Order());

    [Fact]
    public void Each_reason_is_written() => Assert.All(s_withoutRepair.Values, static reason => Assert.EndsWith(".", reason));

    [Fact]
    public void Each_fix_is_for_rules_that_there_are()
    {
        var rules = ChangeRules.All.Concat(MigrationRules.All).Append(SnapshotRules.StaleAcceptance).Append(DefaultRules.InvalidDefault)
            .Select(static rule => rule.Id).ToHashSet();
        Assert.All(ModuleWorkspace.Providers, provider => Assert.All(provider.FixableDiagnosticIds, id => Assert.Contains(id, rules)));
    }

    [Fact]
    public void No_two_fixes_share_an_equivalence_key()
    {
        var keys = typeof(SchemaCodeFix).Assembly.DefinedTypes
            .SelectMany(static type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(static field =>
                field.IsLiteral && field.FieldType == typeof(string) && field.Name.EndsWith("Key", StringComparison.Ordinal))
            .Select(static field => (string)field.GetRawConstantValue()!)
            .ToArray();
        Assert.NotEmpty(keys);
        Assert.Equal(keys.Distinct(), keys);
    }

    /// <summary>One that is forgotten in the provider's list is offered nowhere.</summary>
    [Fact]
    public void Each_fix_of_the_schema_is_offered() => Assert.Equal(
        typeof(SchemaCodeFix).Assembly.DefinedTypes.Where(static type => type.IsSubclassOf(typeof(SchemaCodeFix)))
            .Select(static type => type.Name).Order(),
        SchemaCodeFixProvider.Fixes.Select(static fix => fix.GetType().Name).Order());

    /// <summary>A shared part would bring System.Composition along, which older hosts have in another version.</summary>
    [Fact]
    public void Each_fix_is_exported_for_CSharp_and_not_shared() => Assert.All(ModuleWorkspace.Providers, static provider =>
    {
        Assert.Equal(["C#"], provider.GetType().GetCustomAttribute<ExportCodeFixProviderAttribute>()!.Languages);
        Assert.DoesNotContain(
            provider.GetType().GetCustomAttributesData(), static attribute => attribute.AttributeType.Name == "SharedAttribute");
    });
}
