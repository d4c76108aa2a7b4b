namespace SpacetimeDB;

/// <summary>A query that a view may return in place of rows.</summary>
public interface IQuery<TRow>
{
    string ToSql();
}
