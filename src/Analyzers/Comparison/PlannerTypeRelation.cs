using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Whether the planner lets a type become another one, and with which errors: one for one what it does.
/// Source: <c>crates/schema/src/auto_migrate.rs</c>, <c>ensure_old_ty_upgradable_to_new</c>.
/// </summary>
internal sealed class PlannerTypeRelation(ModuleSchema deployed, ModuleSchema current, PlannerRules rules)
{
    private readonly HashSet<(string Old, string New)> _path = [];

    /// <summary>Pairs without a difference: a type that is reached in many ways is looked at once.</summary>
    private readonly HashSet<(string Old, string New)> _same = [];
    private List<string> _errors = [];

    /// <param name="Errors">The names of the planner's errors, in its order and with its repetitions.</param>
    /// <param name="IsChanged">Without errors: whether a sum grew.</param>
    public readonly record struct Result(IReadOnlyList<string> Errors, bool IsChanged)
    {
        public bool IsSame => Errors.Count == 0 && !IsChanged;
    }

    public Result Relate(AlgebraicType old, AlgebraicType @new)
    {
        _errors = [];
        var isChanged = Relate(old, @new, within: false);
        return new(_errors, isChanged);
    }

    private bool Relate(AlgebraicType old, AlgebraicType @new, bool within)
    {
        if (old is Ref oldRef && @new is Ref newRef)
        {
            // A recursive type meets itself again: what differs was said already.
            if (_same.Contains((oldRef.Name, newRef.Name)) || !_path.Add((oldRef.Name, newRef.Name)))
            {
                return false;
            }
            var errors = _errors.Count;
            var isChanged = RelateResolved(deployed.Resolve(oldRef.Name), current.Resolve(newRef.Name), within);
            _path.Remove((oldRef.Name, newRef.Name));
            if (!isChanged && _errors.Count == errors)
            {
                _same.Add((oldRef.Name, newRef.Name));
            }
            return isChanged;
        }
        return RelateResolved(
            old is Ref left ? deployed.Resolve(left.Name) : old,
            @new is Ref right ? current.Resolve(right.Name) : @new,
            within);
    }

    /// <summary>Nothing is said of a type that cannot be told.</summary>
    private bool RelateResolved(AlgebraicType? old, AlgebraicType? @new, bool within)
    {
        switch (old, @new)
        {
            case (null or Unknown, _) or (_, null or Unknown):
                return false;
            case (Sum oldSum, Sum newSum):
                return RelateSums(oldSum, newSum, within);
            case (Product oldProduct, Product newProduct):
                return RelateProducts(oldProduct, newProduct, within);
            case (AlgebraicType.Array oldArray, AlgebraicType.Array newArray):
                return Relate(oldArray.Element, newArray.Element, within: true);
            default:
                if (!old.Equals(@new))
                {
                    Fail("", within);
                }
                return false;
        }
    }

    private bool RelateSums(Sum old, Sum @new, bool within)
    {
        var isChanged = old.Variants.Count < @new.Variants.Count;
        if (isChanged && !rules.CanAddVariants)
        {
            Fail("", within);
        }
        if (old.Variants.Count > @new.Variants.Count)
        {
            Fail("FewerVariants", within);
        }
        for (var i = 0; i < Math.Min(old.Variants.Count, @new.Variants.Count); i++)
        {
            isChanged |= Relate(old.Variants[i].Type, @new.Variants[i].Type, within: true);
            if (old.Variants[i].Name != @new.Variants[i].Name)
            {
                Fail("RenamedVariant", within);
            }
        }
        if (TypeLayout.Of(old, deployed) is { } oldLayout && TypeLayout.Of(@new, current) is { } newLayout)
        {
            if (oldLayout.Size != newLayout.Size)
            {
                Fail("SizeMismatch", within);
            }
            if (oldLayout.Align != newLayout.Align)
            {
                Fail("AlignMismatch", within);
            }
        }
        return isChanged;
    }

    private bool RelateProducts(Product old, Product @new, bool within)
    {
        var isChanged = false;
        if (old.Fields.Count != @new.Fields.Count)
        {
            Fail("FewerFields", within);
        }
        for (var i = 0; i < Math.Min(old.Fields.Count, @new.Fields.Count); i++)
        {
            isChanged |= Relate(old.Fields[i].Type, @new.Fields[i].Type, within: true);
            if (old.Fields[i].Name != @new.Fields[i].Name)
            {
                Fail("RenamedField", within);
            }
        }
        return isChanged;
    }

    private void Fail(string kind, bool within) => _errors.Add((within ? "ChangeWithinColumnType" : "ChangeColumnType") + kind);
}
