using SpacetimeSchema.Analyzers.Comparison;
using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Rules;

/// <summary>The words of what hurts nobody: STS0003.</summary>
internal static class OutdatedText
{
    /// <summary>What a snapshot lacks, as the object of a sentence.</summary>
    public static string Of(SchemaChange change, string name) => change.Kind switch
    {
        ChangeKind.TableAdded => $"the new table '{change.Subject.Owner}'",
        ChangeKind.TableMadePublic => $"that table '{change.Subject.Owner}' is public now",
        ChangeKind.TableSourceNameChanged when change.Planner == "ChangeRowType" =>
            $"that the row type of table '{change.Subject.Owner}' is called '{change.New}' now",
        ChangeKind.TableSourceNameChanged => $"that the code calls table '{change.Subject.Owner}' '{change.New}' now{change.Detail}",
        ChangeKind.ColumnSourceNameChanged => $"that the code calls column '{change.Subject}' '{change.New}' now{change.Detail}",
        ChangeKind.DefaultChanged => $"the changed default of column '{change.Subject}'",
        ChangeKind.TypeSourceNameChanged => $"names that the code gives type '{change.Subject.Owner}' and its members now",
        ChangeKind.IndexAdded => $"the new index '{change.Subject.Member}' of table '{change.Subject.Owner}'",
        ChangeKind.AutoIncRemoved => $"that column '{change.Subject}' is no longer auto-increment",
        ChangeKind.PrimaryKeyAdded => $"that column '{change.Subject}' is the primary key now",
        ChangeKind.EventTablePrimaryKeyChanged =>
            change.New == ""
                ? $"that event table '{change.Subject.Owner}' has no primary key now"
                : $"that '{change.New}' is the primary key of event table '{change.Subject.Owner}' now",
        ChangeKind.EventTableUniqueConstraintRemoved => $"that '{change.Name}' of event table '{change.Subject.Owner}' is no longer unique",
        ChangeKind.AcceptedTakenBack =>
            $"that {(change.Subject.Kind == SchemaElementKind.Type ? "type" : "table")} '{change.Subject.Owner}' is as it is deployed, without what was accepted",
        ChangeKind.PolicyRecorded => $"the case-conversion policy {change.New}",
        ChangeKind.ViewAdded => $"the new view '{change.Name}'",
        ChangeKind.ViewAccessChanged => $"that view '{name}' is {change.New} now",
        ChangeKind.ViewResultChanged => $"that view '{name}' returns {change.New} now",
        ChangeKind.FunctionAdded => $"the new {(change.Planner == "AddProcedure" ? "procedure" : "reducer")} '{name}'",
        ChangeKind.FunctionSourceNameChanged => $"that the code calls '{change.Subject.Owner}' '{change.New}' now",
        ChangeKind.ParametersEdited => $"new variants, fields or names in types that '{name}' takes or returns",
        ChangeKind.SignatureChanged => $"that '{name}' {change.New} now",
        ChangeKind.LifecycleChanged => $"that '{name}' is called at another moment ({change.New} instead of {change.Old})",
        ChangeKind.InternalFunctionChanged when change.Affects.Count > 1 =>
            $"that '{change.Old}', which only the host calls, was renamed to '{change.New}'",
        _ => $"what became of '{name}', which only the host calls",
    };
}
