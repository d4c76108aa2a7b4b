namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>What was done to a schema, as a person would say it. Each kind belongs to one rule.</summary>
internal enum ChangeKind
{
    NamesCollide,
    NameInvalid,
    TableAdded,
    TableRemoved,
    TableRenamed,
    TableMadePublic,
    TableMadePrivate,
    TableSourceNameChanged,

    /// <summary>It is called in the code as another table or view is in the database.</summary>
    AccessorTaken,

    /// <summary>Its alias, made of the names in the code, is that of another index.</summary>
    IndexAliasTaken,
    EventFlagChanged,
    EventTableReshaped,

    /// <summary>Of a table whose rows no client keeps.</summary>
    EventTablePrimaryKeyChanged,

    /// <inheritdoc cref="EventTablePrimaryKeyChanged"/>
    EventTableUniqueConstraintRemoved,
    ColumnRemoved,
    ColumnRenamed,
    ColumnRetyped,

    /// <summary>Holds another type, which has the same variants and more behind them.</summary>
    ColumnTypeGrown,
    ColumnsReordered,
    ColumnInserted,
    ColumnAddedWithoutDefault,
    ColumnAddedWithDefault,
    UniqueColumnAdded,
    ColumnSourceNameChanged,
    DefaultChanged,
    ColumnNamesCollide,
    RecursiveType,
    VariantRemoved,
    VariantRenamed,
    VariantInserted,
    VariantMoved,
    VariantAdded,
    VariantGrowsType,
    FieldRemoved,
    FieldRenamed,
    FieldAdded,
    FieldMoved,
    FieldRetyped,

    /// <summary>As <see cref="ColumnTypeGrown"/>.</summary>
    FieldTypeGrown,
    TypeSourceNameChanged,
    TypeNamesCollide,
    IndexAdded,
    IndexRemoved,

    /// <summary>Removed, while another one serves the same joins.</summary>
    IndexReplaced,
    IndexAccessorChanged,

    /// <summary>Its name is that of one in another table.</summary>
    IndexMoved,

    /// <summary>Its name is that of one in another table.</summary>
    SequenceMoved,
    UniqueConstraintAdded,
    UniqueConstraintRemoved,
    UniqueConstraintMoved,
    AutoIncAdded,
    AutoIncRemoved,
    PrimaryKeyAdded,
    PrimaryKeyRemovedOrMoved,
    ScheduleAdded,
    ScheduleRemoved,
    ScheduleChanged,

    /// <summary>Of a function that is not there, or that takes something else.</summary>
    ScheduleInvalid,

    /// <summary>What was accepted and is not deployed: the code is publishable without it again.</summary>
    AcceptedTakenBack,
    PolicyChanged,
    PolicyRecorded,
    ViewAdded,
    ViewRemoved,
    ViewReshaped,
    ViewAccessChanged,

    /// <summary>Of what is no row.</summary>
    ViewInvalid,

    /// <summary>The same rows as an option, a list or a query, or rows of another type that are alike.</summary>
    ViewResultChanged,
    VisibilityFilterAdded,
    VisibilityFilterRemoved,

    /// <summary>Of a table that is private or not there.</summary>
    VisibilityFilterInvalid,
    FunctionAdded,
    FunctionRemoved,
    FunctionRenamed,
    FunctionSourceNameChanged,
    ParametersChanged,

    /// <summary>A type among them grew at its end, or a member of it got another name: what old clients send still fits.</summary>
    ParametersEdited,

    /// <summary>Names that are not sent, or more than old clients read of the answer.</summary>
    SignatureChanged,
    LifecycleChanged,

    /// <summary>Of a function that no client can call.</summary>
    InternalFunctionChanged,
}
