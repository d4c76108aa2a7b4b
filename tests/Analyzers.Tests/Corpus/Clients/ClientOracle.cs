using System.Text.Json;

namespace SpacetimeSchema.Analyzers.Tests.Corpus.Clients;

/// <summary>
/// Says of two snapshots what clients suffer from, by rules of its own that are as simple as the facts: it knows neither the
/// comparer nor its model. Each finding is <c>RULE level what</c>.
/// </summary>
internal sealed class ClientOracle
{
    private readonly RawModule _old;
    private readonly RawModule _new;
    private readonly RawTypes _types;
    private readonly SortedSet<string> _findings = new(StringComparer.Ordinal);

    private ClientOracle(RawModule old, RawModule @new)
    {
        _old = old;
        _new = @new;
        _types = new(old, @new);
    }

    public static string Findings(string old, string @new) => string.Join("; ", new ClientOracle(new(old), new(@new)).Judge());

    private SortedSet<string> Judge()
    {
        // Under another policy everything has another name: one finding about publish, and none about clients.
        if (_old.Policy != _new.Policy && _old.Tables.Values.SelectMany(Names).Except(_new.Tables.Values.SelectMany(Names)).Any())
        {
            return _findings;
        }
        foreach (var (name, table) in _new.Tables.Where(table => _old.Tables.ContainsKey(table.Key)))
        {
            JudgeTable(name, _old.Tables[name], table);
        }
        JudgeVariants();
        JudgeViews();
        JudgeFunctions();
        foreach (var sql in _old.Filters.Except(_new.Filters).Concat(_new.Filters.Except(_old.Filters)))
        {
            Add("STS2003", isPrivate: false, sql);
        }
        return _findings;
    }

    private static IEnumerable<string> Names(JsonElement table) =>
        RawModule.Members(table, "columns").Select(column => $"{RawModule.Name(table)}.{column.Name}");

    /// <summary>
    /// STS2008, STS2009 and STS2012 are informations, the others warnings; what only private tables suffer from is one level lower.
    /// </summary>
    private void Add(string rule, bool isPrivate, string what)
    {
        string[] levels = ["Warning", "Info", "Hidden"];
        _findings.Add($"{rule} {levels[(rule is "STS2008" or "STS2009" or "STS2012" ? 1 : 0) + (isPrivate ? 1 : 0)]} {what}");
    }

    private void JudgeTable(string name, JsonElement before, JsonElement after)
    {
        // Who did not know the table before, or loses it as a whole, does not mind.
        var isPrivate = !RawModule.IsPublic(before) || !RawModule.IsPublic(after);
        var (was, now) = (RawModule.Members(before, "columns"), RawModule.Members(after, "columns"));
        var (wasNames, nowNames) = (was.Select(static column => column.Name).ToArray(), now.Select(static column => column.Name).ToArray());
        if (RawModule.IsPublic(before) && !RawModule.IsPublic(after))
        {
            Add("STS2004", isPrivate: false, name);
        }
        if (nowNames.Distinct().Count() < nowNames.Length)
        {
            return;
        }
        if (RawModule.Flag(before, "event"))
        {
            if (!wasNames.SequenceEqual(nowNames) || was.Zip(now).Any(pair => !_types.IsSame(pair.First.Type, pair.Second.Type)))
            {
                Add("STS2010", isPrivate, name);
            }
        }
        else
        {
            foreach (var column in AddableColumns(before, after))
            {
                Add("STS2001", isPrivate, $"{name}.{column}");
            }
        }
        if (!RawModule.Flag(before, "event"))
        {
            JudgeKeys(name, before, after, nowNames, isPrivate);
        }
        foreach (var index in RawModule.Items(before, "indexes"))
        {
            if (Columns(index).All(nowNames.Contains)
                && !RawModule.Items(after, "indexes")
                    .Any(other =>
                        RawModule.Name(other) == RawModule.Name(index)
                            && (Columns(other).SequenceEqual(Columns(index))
                                || RawModule.Text(other, "accessor") != RawModule.Text(index, "accessor"))))
            {
                Add("STS2009", isPrivate, $"{name}.{RawModule.Name(index)}");
            }
        }
    }

    /// <summary>Clients keep the rows of a table by its keys, and those of an event table not at all.</summary>
    private void JudgeKeys(string name, JsonElement before, JsonElement after, string[] columns, bool isPrivate)
    {
        // The key went to another column, or there is none, while the column is still there for old clients to look at.
        if (Key(before) is { } key && columns.Contains(key) && Key(after) != key)
        {
            Add("STS2007", isPrivate, $"{name}.{key}");
        }
        foreach (var column in Unique(before).Where(columns.Contains).Except(Unique(after)))
        {
            Add("STS2012", isPrivate, $"{name}.{column}");
        }
    }

    private static string? Key(JsonElement table) =>
        RawModule.Items(table, "columns").Where(static column => RawModule.Flag(column, "primaryKey"))
            .Select(RawModule.Name).FirstOrDefault();

    private static IEnumerable<string> Unique(JsonElement table) =>
        RawModule.Items(table, "columns")
            .Where(static column => RawModule.Flag(column, "primaryKey") || RawModule.Flag(column, "unique")).Select(RawModule.Name);

    private static IEnumerable<string?> Columns(JsonElement index) =>
        RawModule.Items(index, "columns").Select(static column => column.GetString());

    /// <summary>
    /// Behind all that was there, with a default, and no key. One that takes the place of a column that is gone is a renamed one.
    /// </summary>
    private static IEnumerable<string> AddableColumns(JsonElement before, JsonElement after)
    {
        var was = RawModule.Members(before, "columns");
        var now = RawModule.Items(after, "columns").ToArray();
        var last = Array.FindLastIndex(now, column => was.Any(other => other.Name == RawModule.Name(column)));
        var gone = was.Where(column => now.All(other => RawModule.Name(other) != column.Name)).ToList();
        for (var i = 0; i < now.Length; i++)
        {
            var column = now[i];
            if (was.Any(other => other.Name == RawModule.Name(column)))
            {
                continue;
            }
            var renamed = gone.Find(other => Array.IndexOf(was, other) == i && other.Type == RawModule.Text(column, "type"));
            if (renamed is not null)
            {
                gone.Remove(renamed);
                last = Math.Max(last, i);
            }
            else if (i > last && column.TryGetProperty("default", out _) && !RawModule.Flag(column, "primaryKey")
                && !RawModule.Flag(column, "unique") && !RawModule.Flag(column, "autoInc"))
            {
                yield return RawModule.Name(column);
            }
        }
    }

    /// <summary>One for each variant, whatever the number of columns that hold it; private if all of these are.</summary>
    private void JudgeVariants()
    {
        var holders = new Dictionary<string, bool>();
        foreach (var (name, after) in _new.Tables)
        {
            if (!_old.Tables.TryGetValue(name, out var before) || RawModule.Flag(before, "event"))
            {
                continue;
            }
            var (was, now) = (RawModule.Members(before, "columns"), RawModule.Members(after, "columns"));
            var flips = _types.StopsBeingFixed(was, now) && !now.Any(column => was.All(other => other.Name != column.Name));
            foreach (var column in now)
            {
                foreach (var (variant, hasRoom) in was.Where(other => other.Name == column.Name)
                    .SelectMany(other => _types.AppendedVariants(other.Type, column.Type, [])))
                {
                    if (hasRoom && !flips)
                    {
                        holders[variant] = holders.GetValueOrDefault(variant, true)
                            && (!RawModule.IsPublic(before) || !RawModule.IsPublic(after));
                    }
                }
            }
        }
        foreach (var (variant, isPrivate) in holders)
        {
            Add("STS2008", isPrivate, variant);
        }
    }

    private void JudgeViews()
    {
        foreach (var (name, before) in _old.Views)
        {
            if (!_new.Views.TryGetValue(name, out var after) || HasOtherShape(before, after))
            {
                Add("STS2002", isPrivate: false, name);
            }
        }
    }

    private bool HasOtherShape(JsonElement before, JsonElement after)
    {
        var (was, now) = (RawModule.Members(before, "parameters"), RawModule.Members(after, "parameters"));
        return RawModule.Flag(before, "anonymous") != RawModule.Flag(after, "anonymous")
            || RawModule.Text(before, "primaryKey") != RawModule.Text(after, "primaryKey")
            || !_types.IsSame(Row(before), Row(after))
            || was.Length != now.Length
            || was.Zip(now).Any(pair => pair.First.Name != pair.Second.Name || !_types.IsSame(pair.First.Type, pair.Second.Type));

        static string Row(JsonElement view) => RawModule.Split(RawModule.Text(view, "returns")!) is (_, [var row]) ? row : "";
    }

    private void JudgeFunctions()
    {
        foreach (var (name, before) in _old.Functions.Where(static function => function.Value.IsPublic))
        {
            if (!_new.Functions.TryGetValue(name, out var after) || after.Kind != before.Kind || !after.IsPublic)
            {
                Add("STS2005", isPrivate: false, name);
            }
            else if (before.Parameters.Length != after.Parameters.Length
                || before.Parameters.Zip(after.Parameters)
                    .Any(pair => !_types.AreBytesSame(pair.First.Type, pair.Second.Type, mayGrow: true))
                || !_types.AreBytesSame(before.Returns, after.Returns, mayGrow: false))
            {
                Add("STS2006", isPrivate: false, name);
            }
        }
    }
}
