using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>Compares a table that is in both schemas. Source: <c>auto_migrate.rs</c>, <c>auto_migrate_table</c>.</summary>
internal sealed class TableComparer
{
    private readonly TableSchema _old;
    private readonly TableSchema _new;
    private readonly ComparisonContext _context;
    private readonly TypeEditCollector _typeEdits;

    private TableComparer(TableSchema old, TableSchema @new, ComparisonContext context, TypeEditCollector typeEdits)
    {
        _old = old;
        _new = @new;
        _context = context;
        _typeEdits = typeEdits;
    }

    private SchemaElement Table => SchemaElement.Table(_new.Name);

    private bool IsEvent => (_old.IsEvent ?? _new.IsEvent) == true;

    public static void Compare(TableSchema old, TableSchema @new, ComparisonContext context, TypeEditCollector typeEdits) =>
        new TableComparer(old, @new, context, typeEdits).Compare();

    private void Compare()
    {
        CompareAccess();
        CompareEventFlag();
        var columns = ColumnDifference.Find(_old, _new, _context.Types);
        if (IsEvent && _context.Rules.CanReshapeEventTables)
        {
            if (CanonicalNameCollision.Colliding(_old) is null
                && ModuleTablesComparer.Collision(_new, _context, "ReschemaEventTable") is { } shared)
            {
                _context.Add(shared with { Disconnects = true, Deployed = Table });
            }
            else
            {
                EventTableComparer.Compare(_old, _new, columns, _context);
            }
        }
        else if (CanonicalNameCollision.Find(_old, _new, _context.Types) is { } collision)
        {
            _context.Add(collision);
        }
        else
        {
            new ColumnComparer(_old, _new, columns, _context, _typeEdits).Compare();
        }
        new TableObjectsComparer(_old, _new, columns, IsEvent, _context).Compare();
        CompareSourceNames();
    }

    private void CompareAccess()
    {
        if (_old.IsPublic != _new.IsPublic)
        {
            _context.Add(new(_new.IsPublic ? ChangeKind.TableMadePublic : ChangeKind.TableMadePrivate, Table, "ChangeAccess")
            {
                Old = _old.IsPublic ? "public" : "private",
                New = _new.IsPublic ? "public" : "private",
                Detail = _new.IsPublic
                    ? ""
                    : string.Concat(
                        Filtered()
                            .Select(static table =>
                                $"Nobody but the owner can subscribe to '{table}' then, for its visibility filter reads it. ")),
                Deployed = Table,
            });
        }
    }

    /// <summary>The tables with a visibility filter that reads this one.</summary>
    private IEnumerable<string> Filtered() => _context.Current.VisibilityFilters
        .Select(sql => VisibilityFilterCheck.PrivateJoins(sql, _context.Current)).Where(filter => filter.Private.IndexOf(_new.Name) >= 0)
            .Select(static filter => filter.Table).Distinct();

    /// <summary>A baseline that does not know the flag accuses nobody.</summary>
    private void CompareEventFlag()
    {
        if (_old.IsEvent is { } wasEvent && wasEvent != _new.IsEvent)
        {
            _context.Add(new(ChangeKind.EventFlagChanged, Table, "ChangeTableEventFlag")
            {
                Publish = PublishVerdict.Rejected,
                Errors = [new("ChangeTableEventFlag", Table)],
                Old = wasEvent ? "an event table" : "a table",
                New = wasEvent ? "a table" : "an event table",
                Deployed = Table,
            });
        }
    }

    /// <summary>Names in the code alone: the database does not see them.</summary>
    private void CompareSourceNames()
    {
        var isAccessor = _old.Accessor is not null && _old.Accessor != _new.Accessor;
        if ((isAccessor || (_old.RowType is not null && _old.RowType != _new.RowType)) && !_context.IsRefused(Table))
        {
            _context.Add(new(ChangeKind.TableSourceNameChanged, Table, isAccessor ? "ChangeTableAccessorName" : "ChangeRowType")
            {
                Old = (isAccessor ? _old.Accessor : _old.RowType) ?? "",
                Detail = isAccessor ? Spoken(_old.Accessor!, _new.Name) : "",
                New = (isAccessor ? _new.Accessor : _new.RowType) ?? "",
                Deployed = Table,
            });
        }
        foreach (var column in _new.Columns)
        {
            if (_old.Column(column.Name) is { } before && !_new.IsShared(column.Name))
            {
                CompareSourceNames(before, column);
            }
        }
    }

    /// <summary>
    /// SQL may say the name in the database or that in the code. Source: <c>crates/schema/src/schema.rs</c>, <c>matches_name_or_alias</c>;
    /// <c>auto_migrate.rs</c>, <c>ChangeTableAccessorName</c>.
    /// </summary>
    private string Spoken(string before, string name) =>
        before != name && _context.Rules.ComparesSourceNames && !_context.IsPrivate(_new.Name)
            ? $" (SQL that clients write with '{before}' fails then, and goes on with '{name}')"
            : "";

    private void CompareSourceNames(ColumnSchema old, ColumnSchema @new)
    {
        var element = SchemaElement.Column(_new.Name, @new.Name);
        if (old.SourceName is not null && old.SourceName != @new.SourceName)
        {
            _context.Add(new(ChangeKind.ColumnSourceNameChanged, element, "ChangeColumnAccessorName")
            {
                Old = old.SourceName,
                Detail = Spoken(old.SourceName, @new.Name),
                New = @new.SourceName ?? "",
                Deployed = element,
            });
        }
        if (old.Default != @new.Default && old.Default != ColumnSchema.UnknownDefault && @new.Default != ColumnSchema.UnknownDefault)
        {
            _context.Add(
                new(ChangeKind.DefaultChanged, element, "ChangeDefault")
                {
                    Old = old.Default ?? "",
                    New = @new.Default ?? "",
                    Deployed = element,
                });
        }
    }
}
