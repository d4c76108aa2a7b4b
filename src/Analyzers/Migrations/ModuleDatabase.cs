using Microsoft.CodeAnalysis;

namespace SpacetimeSchema.Analyzers.Migrations;

/// <summary>The type of <c>ctx.Db</c>, which has a member for each table.</summary>
internal static class ModuleDatabase
{
    /// <summary>Null where the type is no context.</summary>
    public static ITypeSymbol? Of(ITypeSymbol context)
    {
        for (var type = context; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers("Db"))
            {
                if (member is IPropertySymbol property)
                {
                    return property.Type;
                }
                if (member is IFieldSymbol field)
                {
                    return field.Type;
                }
            }
        }
        return null;
    }

    /// <summary>The accessors of its marker tables.</summary>
    public static IReadOnlyCollection<string> Markers(ITypeSymbol database, Markers markers)
    {
        var names = new List<string>();
        foreach (var table in database.GetMembers())
        {
            if (table is IPropertySymbol or IFieldSymbol && markers.IsMarker(table.Name))
            {
                names.Add(table.Name);
            }
        }
        return names;
    }
}
