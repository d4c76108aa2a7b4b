using SpacetimeSchema.Analyzers.CodeFixes.Columns;
using SpacetimeSchema.Analyzers.CodeFixes.Restore;
using SpacetimeSchema.Analyzers.Schema;
using SpacetimeSchema.Analyzers.Symbols;

namespace SpacetimeSchema.Analyzers.CodeFixes.ExpandContract;

/// <summary>The declarations that an expand and contract needs, as C#.</summary>
internal static class TransitionText
{
    /// <summary>The old table, as it is deployed.</summary>
    public static string OldTable(Finding finding, TableTransition of)
    {
        var name = CaseConversion.ToCanonical(of.OldAccessor, finding.Source.Schema.AppliedPolicy) == of.Deployed.Name
            ? ""
            : $", Name = \"{of.Deployed.Name}\"";
        var table = finding.Model.AttributeName(finding.Position, finding.KnownTypes.Table, "Table");
        return $$"""
            /// <summary>As it was deployed, for old clients; <see cref="{{of.NewType}}"/> has taken its place.</summary>
            [{{table}}(Accessor = "{{of.OldAccessor}}"{{name}}{{(of.Deployed.IsPublic ? ", Public = true" : "")}})]
            {{Lines(of.Deployed.Indexes.Where(static index => index.Columns.Count > 1).Select(index => Index(finding, of.Deployed, index)), "")}}public partial struct {{of.OldType}}
            {
            {{Lines(of.OldFields, "    ")}}}

            """;
    }

    /// <summary>What reads and writes both tables, and moves the rows.</summary>
    /// <param name="methods">Those of <see cref="TransitionUses"/> that the code calls.</param>
    public static string Versions(Finding finding, TableTransition of, ISet<string> methods)
    {
        var context = finding.Model.LookupNamespacesAndTypes(finding.Position, name: "ReducerContext").IsEmpty
            ? "SpacetimeDB.ReducerContext"
            : "ReducerContext";
        var reducer = finding.Model.AttributeName(finding.Position, finding.KnownTypes.Reducer, "Reducer");
        var (oldTable, newTable, marker) = ($"ctx.Db.{of.OldAccessor}", $"ctx.Db.{of.NewAccessor}",
            $"\"{CaseConversion.ToSnake(of.NewType).Replace("_v_", "-v").Replace('_', '-')}\"");
        return $$"""
            /// <summary>
            /// Keeps <see cref="{{of.OldType}}"/> and <see cref="{{of.NewType}}"/> alike while both are in use.
            /// Use it wherever the table was read by its key or written; <c>Iter()</c> and <c>Filter()</c> see all rows after step 2.
            /// </summary>
            public static partial class {{of.Versions}}
            {
                // Step 1, expand: publish this. Old clients go on with {{of.OldAccessor}}, new ones use {{of.NewAccessor}}.

                /// <summary>The new row, made of the old one at its first use.</summary>
                public static {{of.NewType}}? Find({{context}} ctx, {{of.Key.Type}} key)
                {
                    if ({{newTable}}.{{of.Key.New}}.Find(key) is { } row)
                    {
                        return row;
                    }
                    return {{oldTable}}.{{of.Key.Old}}.Find(key) is { } old ? {{newTable}}.Insert(Upgrade(old)) : null;
                }

                public static {{of.NewType}} Insert({{context}} ctx, {{of.NewType}} row)
                {
                    {{oldTable}}.Insert(Downgrade(row, new {{of.OldType}}{{Initializer(of.Initial)}}));
                    return {{newTable}}.Insert(row);
                }

                public static {{of.NewType}} Update({{context}} ctx, {{of.NewType}} row)
                {
                    Find(ctx, row.{{of.Key.New}});
                    if ({{oldTable}}.{{of.Key.Old}}.Find(row.{{of.Key.New}}) is { } old)
                    {
                        {{oldTable}}.{{of.Key.Old}}.Update(Downgrade(row, old));
                    }
                    return {{newTable}}.{{of.Key.New}}.Update(row);
                }

                public static bool Delete({{context}} ctx, {{of.Key.Type}} key)
                {
                    var wasOld = {{oldTable}}.{{of.Key.Old}}.Delete(key);
                    return {{newTable}}.{{of.Key.New}}.Delete(key) || wasOld;
                }

            {{TransitionMethods.Text(of, methods, context, oldTable, newTable)}}    private static {{of.NewType}} Upgrade({{of.OldType}} old) => new()
                {
            {{Lines(of.Upgrade.Select(static part => part + ","), "        ")}}    };

                private static {{of.OldType}} Downgrade({{of.NewType}} row, {{of.OldType}} old) => old with
                {
            {{Lines(of.Downgrade.Select(static part => part + ","), "        ")}}    };

                // Step 2, migrate: call this reducer once. It moves the rows that nobody has used since.

                [{{reducer}}]
                public static void Migrate{{of.OldType}}ToV2({{context}} ctx)
                {
                    if (ctx.Db.{{of.Marker.Accessor}}.{{of.Marker.Key}}.Find({{marker}}) is not null)
                    {
                        return;
                    }
                    foreach (var old in {{oldTable}}.Iter())
                    {
                        if ({{newTable}}.{{of.Key.New}}.Find(old.{{of.Key.Old}}) is null)
                        {
                            {{newTable}}.Insert(Upgrade(old));
                        }
                    }
                    {{of.Marker.Record("ctx", marker).TrimEnd()}}
                }

                // Step 3, contract: when no client uses {{of.OldAccessor}} any more, go back to {{newTable}} in place of this class, and publish
                // that with a reducer that calls {{oldTable}}.Clear(). Call it, then remove {{of.OldType}} and publish again.
            }

            """;
    }

    private static string Initializer(IReadOnlyList<string> parts) => parts.Count == 0 ? "()" : $" {{ {string.Join(", ", parts)} }}";

    private static string Lines(IEnumerable<string> lines, string indentation) =>
        string.Concat(lines.Select(line => $"{indentation}{line}\n"));

    private static string Index(Finding finding, TableSchema table, IndexSchema index) =>
        $"[SpacetimeDB.Index.BTree(Accessor = \"{index.Accessor}\", {(DeployedAttributes.NameArgument(table, index) is { Length: > 0 } name ? name + ", " : "")}Columns = new[] {{ {string.Join(", ", index.Columns.Select(column => $"\"{DeployedField.NameOf(column, table.Column(column)?.SourceName, finding)}\""))} }})]";
}
