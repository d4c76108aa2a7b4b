namespace SpacetimeSchema.Package.Tests.Projects;

/// <summary>A module for two target frameworks. The second is one whose references every SDK has.</summary>
public sealed class MultiTargetedProject : ModuleProject
{
    public override string TargetFrameworks => """
        <TargetFrameworks>net10.0;net10.0-windows</TargetFrameworks>
        <EnableWindowsTargeting>true</EnableWindowsTargeting>
        <DisableTransitiveFrameworkReferenceDownloads>true</DisableTransitiveFrameworkReferenceDownloads>
        """;
}
