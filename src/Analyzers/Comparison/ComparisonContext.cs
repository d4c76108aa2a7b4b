using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>What all parts of one comparison share: the two schemas, the rules of the engine, and the changes found so far.</summary>
internal sealed class ComparisonContext(ModuleSchema deployed, ModuleSchema current, EngineVersion engine, CancellationToken cancellation)
{
    public CancellationToken Cancellation { get; } = cancellation;

    public ModuleSchema Deployed { get; } = deployed;

    public ModuleSchema Current { get; } = current;

    public PlannerRules Rules { get; } = new(engine);

    public PlannerTypeRelation Types { get; } = new(deployed, current, new(engine));

    /// <summary>Of what old clients send.</summary>
    public EncodingRelation Encodings { get; } = new(deployed, current);

    /// <summary>Of what the module sends to old clients.</summary>
    public EncodingRelation AnswerEncodings { get; } = new(current, deployed);

    public TypeDifference TypeEdits { get; } = new(deployed, current);

    public List<SchemaChange> Changes { get; } = [];

    /// <summary>
    /// Whether no client but the owner's knows the table: bindings have no private tables, and one that was private has no readers yet.
    /// </summary>
    public bool IsPrivate(string table) => Deployed.Table(table)?.IsPublic != true || Current.Table(table)?.IsPublic != true;

    /// <summary>Whether the server refuses a part of it: that stands for all else that is new of it.</summary>
    public bool IsRefused(SchemaElement owner) =>
        Changes.Exists(change =>
            change.Kind is ChangeKind.NamesCollide or ChangeKind.NameInvalid or ChangeKind.ScheduleInvalid or ChangeKind.RecursiveType
                or ChangeKind.AccessorTaken && (change.Subject.Parent == owner || change.MadeAt == owner));

    /// <summary>Whether what the schema has under that name is not what is deployed under it, which is in the code too.</summary>
    public bool IsTakenFromAnother(SchemaElement element) =>
        Current.DoubleDeclarations.Any(pair => pair.Element == element && pair.Second == Deployed.SourceNameOf(element));

    public void Add(SchemaChange change) => Changes.Add(change);

    /// <summary>Lets the changes that already stand for one error stand for what follows from it too; false where there is none.</summary>
    public bool TryAttribute(PlannerError consequence, EquatableArray<SchemaElement> affects, PlannerError to)
    {
        var found = false;
        for (var i = 0; i < Changes.Count; i++)
        {
            if (Changes[i].Errors.IndexOf(to) >= 0)
            {
                found = true;
                Changes[i] = Changes[i] with
                {
                    Errors = [.. Changes[i].Errors, consequence],
                    Affects = Changes[i].Affects.Concat(affects).Distinct().ToEquatableArray(),
                };
            }
        }
        return found;
    }
}
