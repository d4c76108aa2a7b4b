using System.Xml.Linq;
using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Contents;

public class NuspecTests
{
    private readonly XElement _metadata = ReadMetadata();

    [Theory]
    [InlineData("id", "SpacetimeSchema.Analyzers")]
    [InlineData("license", "MIT")]
    [InlineData("readme", "README.md")]
    [InlineData("icon", "icon.png")]
    [InlineData("developmentDependency", "true")]
    [InlineData("projectUrl", "https://github.com/SpacetimeSchema/SpacetimeSchema.Analyzers")]
    public void It_says(string element, string value) => Assert.Equal(value, Element(element)?.Value);

    [Fact]
    public void It_names_the_repository() =>
        Assert.Equal("https://github.com/SpacetimeSchema/SpacetimeSchema.Analyzers", Element("repository")?.Attribute("url")?.Value);

    [Fact]
    public void It_depends_on_nothing() => Assert.Null(Element("dependencies"));

    private XElement? Element(string name) => _metadata.Element(_metadata.Name.Namespace + name);

    private static XElement ReadMetadata()
    {
        using var package = PackedPackage.Instance.Open();
        using var nuspec = package.GetEntry("SpacetimeSchema.Analyzers.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(static element => element.Name.LocalName == "metadata");
    }
}
