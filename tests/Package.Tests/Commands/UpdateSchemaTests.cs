using SpacetimeSchema.Package.Tests.Projects;

namespace SpacetimeSchema.Package.Tests.Commands;

public sealed class UpdateSchemaTests(ModuleProject project) : IClassFixture<ModuleProject>
{
    [Fact]
    public void It_creates_the_snapshot_and_leaves_no_trace_in_the_build()
    {
        project.Code(Modules.Player);
        project.Delete(ModuleProject.SnapshotName);

        project.UpdateSchema().Succeeds().Prints("spacetimedb.schema.json: created, with 2 tables.");
        Assert.Contains("""{ "name": "name", "field": "Name", "type": "string" }""", project.Snapshot);
        project.Build("-warnaserror").Succeeds().DoesNotPrint("STS");
        project.UpdateSchema().Succeeds().Prints("spacetimedb.schema.json: up to date.");
        project.Build("-v:normal").Succeeds().Prints("Skipping target \"CoreCompile\"");
    }

    [Fact]
    public void It_sees_what_generators_emit()
    {
        project.Code(Modules.Player + """
            [Reducer] public static void Clear(ReducerContext context) => context.Db.player.Clear();
            """);
        project.Delete(ModuleProject.SnapshotName);

        project.UpdateSchema().Succeeds();
        Assert.Contains("""{ "name": "clear", "method": "Clear", "parameters": [] }""", project.Snapshot);
    }

    [Fact]
    public void It_keeps_the_records_of_migrations_that_are_there()
    {
        project.Code(Modules.Player + """
            [Reducer] public static void Fill(ReducerContext context) { }
            """);
        project.Snapshot = Modules.PlayerSnapshot.Replace("\"migrations\": []", """
            "migrations": [{ "reducer": "fill", "hash": "1f" }, { "reducer": "gone", "hash": "2e" }]
            """);

        project.UpdateSchema().Succeeds();
        Assert.Contains("""{ "reducer": "fill", "hash": "1f" }""", project.Snapshot);
        Assert.DoesNotContain("gone", project.Snapshot);
    }

    [Fact]
    public void It_records_a_migration_once_and_reports_a_change_until_that_is_recorded_anew()
    {
        const string migration = """
            [Reducer] public static void MigrateNames(ReducerContext context)
            {
                if (context.Sender != context.DatabaseIdentity) throw new System.Exception();
                foreach (var row in context.Db.player.Iter()) { }
            }
            """;
        project.Code(Modules.Player + migration);
        project.Delete(ModuleProject.SnapshotName);
        project.UpdateSchema().Succeeds();
        var recorded = project.Snapshot;
        Assert.Contains("{ \"reducer\": \"migrate_names\", \"hash\":", recorded);

        project.Code(Modules.Player + migration.Replace("{ }", "{ Log.Info(row.Name); }"));
        project.Build().Succeeds().Prints("STS3011");
        project.UpdateSchema().Succeeds();
        Assert.Equal(recorded, project.Snapshot);
        project.UpdateSchema("-p:AcceptBreaking=true").Succeeds();
        Assert.NotEqual(recorded, project.Snapshot);
        project.Build().Succeeds().DoesNotPrint("STS3011");
    }

    [Theory]
    [InlineData("-p:TreatWarningsAsErrors=true")]
    [InlineData("-warnaserror")]
    [InlineData("-p:RunAnalyzers=false")]
    [InlineData("-p:GenerateDocumentationFile=true -p:EmitCompilerGeneratedFiles=true")]
    public void It_works_in_a_project_that_is_set_up_with(string arguments)
    {
        project.Code(Modules.Player + "\n#warning Not yet tried\n");
        project.Delete(ModuleProject.SnapshotName);

        project.UpdateSchema(arguments.Split(' ')).Succeeds().DoesNotPrint("Not yet tried");
        Assert.Contains("\"player\"", project.Snapshot);
    }

    /// <summary>A solution does the same to a project that others refer to.</summary>
    [Fact]
    public void Together_with_a_build_it_says_to_call_it_by_itself()
    {
        project.Code(Modules.Player);
        project.Delete(ModuleProject.SnapshotName);

        project.Build("-t:UpdateSchema;Build").Fails()
            .Prints("A command of SpacetimeSchema.Analyzers runs by itself, and on the project of the module").DoesNotPrint("MSB3030");
    }

    [Fact]
    public void A_plain_build_never_writes()
    {
        project.Code(Modules.Player);
        project.Delete(ModuleProject.SnapshotName);

        project.Build().Succeeds();
        Assert.False(project.Has(ModuleProject.SnapshotName));
    }

    [Fact]
    public void Code_with_errors_writes_nothing()
    {
        project.Code(Modules.Players("public Nonsense Id;"));
        project.Delete(ModuleProject.SnapshotName);

        project.UpdateSchema().Fails().Prints("CS0246");
        Assert.False(project.Has(ModuleProject.SnapshotName));
    }

    [Fact]
    public void A_type_that_SpacetimeDB_lacks_is_named()
    {
        project.Code(Modules.Players("public uint Id; public decimal Price;"));
        project.Delete(ModuleProject.SnapshotName);

        project.UpdateSchema().Fails().Prints("SpacetimeDB has no such type: player.price.");
        Assert.False(project.Has(ModuleProject.SnapshotName));
    }

    [Fact]
    public void A_module_that_no_database_takes_makes_no_snapshot()
    {
        const string refused =
            "No snapshot is written, because no database can have this schema. Table 'player' and table 'Player' get the same name 'player' in the database: publish will reject it";
        project.Code(Modules.Player + """[Table(Accessor = "Player")] public partial struct Gamer { public uint Level; }""");
        project.Delete(ModuleProject.SnapshotName);

        project.UpdateSchema().Fails().Prints(refused);
        Assert.False(project.Has(ModuleProject.SnapshotName));

        project.Snapshot = Modules.PlayerSnapshot;
        project.UpdateSchema("-p:AcceptBreaking=true").Fails().Prints(refused);
        Assert.Equal(Modules.PlayerSnapshot, project.Snapshot);
    }

    [Theory]
    [InlineData("""{ "format": 99 }""", "spacetimedb.schema.json(1,13): error", "newer")]
    [InlineData("{\n  \"format\": 1,\n  oops", "spacetimedb.schema.json(3,3): error", "name of a property")]
    public void A_snapshot_that_cannot_be_read_is_not_overwritten(string snapshot, string place, string message)
    {
        project.Code(Modules.Player);
        project.Snapshot = snapshot;

        project.UpdateSchema().Fails().Prints(place).Prints(message);
        Assert.Equal(snapshot, project.Snapshot);
    }

    [Fact]
    public void A_snapshot_that_may_not_be_written_is_named()
    {
        project.Code(Modules.Player);
        project.Snapshot = """{ "format": 1 }""";
        File.SetAttributes(project.PathOf(ModuleProject.SnapshotName), FileAttributes.ReadOnly);

        try
        {
            project.UpdateSchema().Fails().Prints("spacetimedb.schema.json' is read-only");
        }
        finally
        {
            File.SetAttributes(project.PathOf(ModuleProject.SnapshotName), FileAttributes.Normal);
        }
    }

    [Fact]
    public void After_another_target_in_one_command_it_says_what_to_do()
    {
        project.Code(Modules.Player);

        project.Build("-t:Build;UpdateSchema").Fails().Prints("Call the target by itself");
    }

    [Fact]
    public void Another_baseline_can_be_written()
    {
        project.Code(Modules.Player);
        project.Delete(ModuleProject.SnapshotName);

        project.UpdateSchema("-p:SpacetimeSchemaSnapshot=spacetimedb.staging.schema.json").Succeeds();
        Assert.True(project.Has("spacetimedb.staging.schema.json"));
        Assert.False(project.Has(ModuleProject.SnapshotName));
        project.Delete("spacetimedb.staging.schema.json");
    }

    [Fact]
    public void A_name_that_the_analyzers_would_not_know_is_refused()
    {
        project.Code(Modules.Player);

        project.UpdateSchema("-p:SpacetimeSchemaSnapshot=deployed.json").Fails().Prints("must be named spacetimedb.schema.json");
    }
}
