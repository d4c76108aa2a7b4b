namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Since which release publish does what: the table of facts/engine.md §1 as data. A rule whose release is not reached behaves
/// as its name says it did before.
/// </summary>
internal sealed class PlannerRules(EngineVersion engine)
{
    private static readonly EngineVersion s_publicFilters = new(1, 1, 1);
    private static readonly EngineVersion s_addColumns = new(1, 4, 0);
    private static readonly EngineVersion s_addColumnsExecute = new(1, 5, 1);
    private static readonly EngineVersion s_indexAddedColumns = new(1, 7, 0);
    private static readonly EngineVersion s_tailVariants = new(1, 3, 0);
    private static readonly EngineVersion s_tailVariantsBroken = new(1, 3, 1);
    private static readonly EngineVersion s_clientsDisconnected = new(1, 8, 0);
    private static readonly EngineVersion s_accessors = new(2, 0, 0);
    private static readonly EngineVersion s_functionNames = new(2, 0, 1);
    private static readonly EngineVersion s_removeTable = new(2, 2, 0);
    private static readonly EngineVersion s_viewPrimaryKey = new(2, 4, 1);
    private static readonly EngineVersion s_reshapeEventTable = new(2, 5, 0);
    private static readonly EngineVersion s_typedSender = new(2, 6, 0);
    private static readonly EngineVersion s_addUnique = new(2, 7, 1);
    private static readonly EngineVersion s_sourceNames = new(2, 8, 2);

    public EngineVersion Engine { get; } = engine;

    /// <summary>Before, every new column was rejected.</summary>
    public bool CanAddColumns => Engine >= s_addColumns;

    /// <summary>1.4.0 to 1.5.0 plan a new column and then fail to carry it out.</summary>
    public bool AddColumnsExecutes => Engine >= s_addColumnsExecute;

    /// <summary>Before, a new index or sequence of a table that got columns in the same publish could not be carried out (#3441).</summary>
    public bool CanIndexAddedColumns => Engine >= s_indexAddedColumns;

    /// <summary>Before, a sum could not grow at all.</summary>
    public bool CanAddVariants => Engine >= s_tailVariants;

    /// <summary>1.3.1 alone plans a new variant and then fails to carry it out.</summary>
    public bool AddVariantsExecutes => Engine != s_tailVariantsBroken;

    /// <summary>Before, removing a table was rejected, also as a part of renaming it.</summary>
    public bool CanRemoveTables => Engine >= s_removeTable;

    /// <summary>Before, the change was published, and every later publish failed with "Primary key mismatch" (#3934).</summary>
    public bool CanChangePrimaryKey => Engine >= s_removeTable;

    /// <summary>Before, the columns of an event table were held to be like those of any table.</summary>
    public bool CanReshapeEventTables => Engine >= s_reshapeEventTable;

    /// <summary>Before, a new unique constraint on an existing table was rejected.</summary>
    public bool CanAddUnique => Engine >= s_addUnique;

    /// <summary>Before, an attribute gave the name of a table or an index in the code as <c>Name</c>.</summary>
    public bool NamesAccessors => Engine >= s_accessors;

    /// <summary>
    /// Before, a reducer or procedure was called as its method is. Source: <c>crates/bindings-csharp/Runtime/Attrs.cs</c>.
    /// </summary>
    public bool NamesFunctions => Engine >= s_functionNames;

    /// <summary>Before, what the code calls tables, columns and indexes was not compared.</summary>
    public bool ComparesSourceNames => Engine >= s_sourceNames;

    /// <summary>Before, a filter could be on a private table.</summary>
    public bool ChecksFilters => Engine >= s_publicFilters;

    /// <summary>Before, <c>:sender</c> was the text of the identity in hexadecimal, which a string can be compared with.</summary>
    public bool TypesSender => Engine >= s_typedSender;

    /// <summary>Before, changed row-level security left the clients connected.</summary>
    public bool VisibilityDisconnects => Engine >= s_clientsDisconnected;

    /// <summary>Before, the primary key of a view was not compared.</summary>
    public bool ComparesViewPrimaryKeys => Engine >= s_viewPrimaryKey;
}
