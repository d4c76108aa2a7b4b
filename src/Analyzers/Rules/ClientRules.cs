using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>
/// STS2xxx: what publish allows and connected or older clients suffer from. Arguments as in <see cref="ChangeText.Arguments"/>.
/// </summary>
internal static class ClientRules
{
    public static readonly DiagnosticDescriptor ColumnAdded = new(
        "STS2001",
        "Column added: every client is disconnected",
        "{5}{4}New column '{0}' ({3}) of table '{1}' disconnects every client at publish, and {6} its rows. Publish with --break-clients, together with new clients.",
        Rule.ClientsCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Publish rewrites the table and disconnects everybody. Rows are decoded back to back, so that bindings which lack the column read garbage from the second row on.",
        Rule.HelpLink("STS2001"));

    public static readonly DiagnosticDescriptor ViewChanged = new(
        "STS2002",
        "View removed, or its shape changed",
        "{5}View '{0}' {4}",
        Rule.ClientsCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A view is dropped and made anew, which throws off every client.",
        Rule.HelpLink("STS2002"));

    public static readonly DiagnosticDescriptor VisibilityChanged = new(
        "STS2003",
        "Row-level security changed",
        "{5}A client visibility filter was {4}: publish disconnects every client, and what each one may see differs from then on. {3}Publish with --break-clients.",
        Rule.ClientsCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Row-level security is replaced as a whole; if the set of rules differs, all clients are disconnected.",
        Rule.HelpLink("STS2003"));

    public static readonly DiagnosticDescriptor MadePrivate = new(
        "STS2004",
        "Public table made private",
        "{5}Table '{0}' is no longer public: publish allows it, clients that are subscribed go on getting its rows, and who subscribes anew is refused, with all else in the same subscription. {4}Release clients that do without it first.",
        Rule.ClientsCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Publish does not count this as breaking. Who may see a table is asked when a query is compiled; one that somebody is subscribed to is not compiled again.",
        Rule.HelpLink("STS2004"));

    public static readonly DiagnosticDescriptor FunctionRemoved = new(
        "STS2005",
        "Reducer or procedure removed or renamed",
        "{5}{4}: publish says nothing, and calls of old clients fail with {3}",
        Rule.ClientsCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Publish does not compare reducers and procedures at all.",
        Rule.HelpLink("STS2005"));

    public static readonly DiagnosticDescriptor ParametersChanged = new(
        "STS2006",
        "Parameters of a reducer or procedure changed",
        "{5}'{0}' {4}. Publish says nothing. Add a new one beside it, and keep the old one until no client calls it.",
        Rule.ClientsCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Publish does not compare parameters. Clients send values in order, encoded by the types that they know.",
        Rule.HelpLink("STS2006"));

    public static readonly DiagnosticDescriptor PrimaryKeyChanged = new(
        "STS2007",
        "Primary key removed or moved",
        "{5}{4}Old clients go on keying their cache by '{2}', {3}",
        Rule.ClientsCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "Clients find a row in their cache by the primary key that their bindings name.",
        Rule.HelpLink("STS2007"));

    public static readonly DiagnosticDescriptor VariantAdded = new(
        "STS2008",
        "Variant added: old clients fail at the first such row",
        "{5}{4} is allowed, and clients with old bindings lose their connection at the first row that holds {3}, or misread it. Release clients with new bindings before any row does.",
        Rule.ClientsCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Publish adds a variant silently. C# and Rust bindings that do not know its number fail while they decode a row, and close the connection; those of TypeScript read on.",
        Rule.HelpLink("STS2008"));

    public static readonly DiagnosticDescriptor IndexRemoved = new(
        "STS2009",
        "Index removed that a subscription may use",
        "{5}Index '{0}' of table '{1}' was removed{4}",
        Rule.ClientsCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "A subscription is compiled once, for as long as somebody has it, and looks for changed rows by the index that it was compiled with; one that joins is refused without an index.",
        Rule.HelpLink("STS2009"));

    public static readonly DiagnosticDescriptor EventTableReshaped = new(
        "STS2010",
        "Event table reshaped",
        "{5}Event table '{0}' has other columns ({3}): publish allows it and disconnects every client{4}",
        Rule.ClientsCategory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "An event table holds no rows, so that its columns may change; those who listen to it decode the old ones.",
        Rule.HelpLink("STS2010"));

    /// <summary>Arguments: what the way back does, what helps, and the baseline where there are several.</summary>
    public static readonly DiagnosticDescriptor NoWayBack = new(
        "STS2011",
        "The change cannot be taken back by publishing the module before it",
        "{2}Once this is published there is no way back: publishing the deployed module again {0}. {1}.",
        Rule.ClientsCategory,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        "To roll back is to publish the module before, and SpacetimeDB plans that like any other change.",
        Rule.HelpLink("STS2011"));

    public static readonly DiagnosticDescriptor UniqueConstraintRemoved = new(
        "STS2012",
        "Unique constraint removed: old clients fail at the first duplicate",
        "{5}Column '{0}' of table '{1}' is no longer unique: publish allows it, and at the first two rows that have the same value C# clients with old bindings throw, and those of Rust panic. Release clients that know it before any two rows do.",
        Rule.ClientsCategory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        "Bindings of a unique column keep a dictionary of its values, add each row to it, and take a value that is there for an error.",
        Rule.HelpLink("STS2012"));
}
