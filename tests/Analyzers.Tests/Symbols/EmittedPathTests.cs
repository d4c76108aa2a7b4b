using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.Tests.Symbols;

/// <summary>What source generators emit, told by its path from the files of a project.</summary>
public class EmittedPathTests
{
    [Theory]
    [InlineData("SpacetimeDB.Codegen/SpacetimeDB.Codegen.Module/FFI.cs")]
    [InlineData("SpacetimeDB.Codegen\\SpacetimeDB.Codegen.Module\\FFI.cs")]
    [InlineData("/src/objects/obj/Debug/net8.0/generated/SpacetimeDB.Codegen/SpacetimeDB.Codegen.Module/FFI.cs")]
    [InlineData("C:\\Game\\obj\\Debug\\net8.0\\SpacetimeDB.BSATN.Codegen\\SpacetimeDB.Codegen.Type\\Player.cs")]
    public void Emitted(string path) => Assert.True(EmittedPath.Matches(path));

    [Theory]
    [InlineData("")]
    [InlineData("Tables.cs")]
    [InlineData("/Tables.cs")]
    [InlineData("/src/Game/Game.Server/Tables.cs")]
    [InlineData("/src/obj/Tables.cs")]
    [InlineData("/src/Game/obj/Debug/net8.0/Game.AssemblyInfo.cs")]
    [InlineData("Tables/TablesOfTools/Tables.cs")]
    [InlineData("Tables/TablesOf.Tools/Tables.cs")]
    public void Written(string path) => Assert.False(EmittedPath.Matches(path));
}
