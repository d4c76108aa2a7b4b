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
            EventTableComparer.Compare(_old, _new, columns, _context);
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
                Deployed = Table,
            });
        }
    }

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

    private void CompareSourceNames(ColumnSchema old, ColumnSchema @new)
    {
        var element = SchemaElement.Column(_new.Name, @new.Name);
        if (old.SourceName is not null && old.SourceName != @new.SourceName)
        {
            _context.Add(new(ChangeKind.ColumnSourceNameChanged, element, "ChangeColumnAccessorName")
            {
                Old = old.SourceName,
                New = @new.SourceName ?? "",
                Deployed = element,
            });
        }
        if (old.Default != @new.Default)
        {
            _context.Add(new(ChangeKind.DefaultChanged, element, "ChangeDefault") { Old = old.Default ?? "", New = @new.Default ?? "", Deployed = element });
        }
    }
}
