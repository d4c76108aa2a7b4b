using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>
/// Finds the edits behind a difference of two types, where a person made them: in the <c>[Type]</c> that both name, and
/// not in each column that reaches it.
/// </summary>
internal sealed class TypeDifference(ModuleSchema deployed, ModuleSchema current)
{
    private readonly HashSet<string> _path = [];

    /// <summary>Types whose edits are known: another way to reach them adds none.</summary>
    private readonly HashSet<string> _done = [];
    private readonly List<TypeEdit> _edits = [];

    /// <param name="Element">The field or variant whose type it is; null for the column itself.</param>
    /// <param name="Deployed">The same in the deployed schema.</param>
    private readonly record struct Place(SchemaElement? Element, SchemaElement? Deployed, AlgebraicType Old, AlgebraicType New);

    public IReadOnlyList<TypeEdit> Find(AlgebraicType old, AlgebraicType @new)
    {
        _edits.Clear();
        _done.Clear();
        Compare(old, @new, new(null, null, old, @new));
        return _edits.Distinct().ToArray();
    }

    /// <summary>Whether two names stand for one type: the same name, or one that was given to it anew.</summary>
    private bool IsSameType(string old, string @new) => old == @new || (current.Type(old) is null && deployed.Type(@new) is null);

    private void Compare(AlgebraicType old, AlgebraicType @new, Place place)
    {
        if (old is Ref oldRef && @new is Ref newRef && IsSameType(oldRef.Name, newRef.Name))
        {
            if (!_done.Contains(newRef.Name) && _path.Add(newRef.Name))
            {
                CompareNamed(new(oldRef.Name, newRef.Name), deployed.Resolve(oldRef.Name), current.Resolve(newRef.Name), place);
                _path.Remove(newRef.Name);
            }
        }
        else if (old is Ref || @new is Ref)
        {
            CompareOther(Resolve(old, deployed), Resolve(@new, current), place);
        }
        else
        {
            CompareStructure(old, @new, place);
        }
    }

    private static AlgebraicType? Resolve(AlgebraicType type, ModuleSchema module) =>
        type is Ref reference ? module.Resolve(reference.Name) : type;

    /// <summary>Another type was put in its place: what differs inside is no edit of either.</summary>
    private void CompareOther(AlgebraicType? old, AlgebraicType? @new, Place place)
    {
        if (old is null or Unknown || @new is null or Unknown)
        {
            return;
        }
        var relation = new PlannerTypeRelation(deployed, current, new(EngineVersion.Newest)).Relate(old, @new);
        if (relation.Errors.Count > 0)
        {
            Retyped(place);
        }
        else if (relation.IsChanged)
        {
            Add(place, ChangeKind.ColumnTypeGrown, ChangeKind.FieldTypeGrown, place.Old.ToString(), place.New.ToString());
        }
    }

    private void CompareStructure(AlgebraicType old, AlgebraicType @new, Place place)
    {
        switch (old, @new)
        {
            case (Unknown, _) or (_, Unknown):
                break;
            case (AlgebraicType.Array oldArray, AlgebraicType.Array newArray):
                Compare(oldArray.Element, newArray.Element, place);
                break;
            case (Sum oldSum, Sum newSum) when SameNames(oldSum.Variants, newSum.Variants):
                CompareMembers(oldSum.Variants, newSum.Variants, place);
                break;
            case (Product oldProduct, Product newProduct) when SameNames(oldProduct.Fields, newProduct.Fields):
                CompareMembers(oldProduct.Fields, newProduct.Fields, place);
                break;
            default:
                if (!old.Equals(@new))
                {
                    Retyped(place);
                }
                break;
        }
    }

    /// <summary>Of a type without a name, such as an option: its parts belong to the place where it stands.</summary>
    private void CompareMembers(EquatableArray<TypeMember> old, EquatableArray<TypeMember> @new, Place place)
    {
        for (var i = 0; i < old.Count; i++)
        {
            Compare(old[i].Type, @new[i].Type, place);
        }
    }

    private void CompareNamed(TypeNames names, AlgebraicType? old, AlgebraicType? @new, Place place)
    {
        switch (old, @new)
        {
            case (Sum oldSum, Sum newSum):
                _done.Add(names.New);
                _edits.AddRange(TypeMemberEdits.OfSum(names, oldSum, newSum, deployed, current));
                CompareCommon(names, oldSum.Variants, newSum.Variants);
                break;
            case (Product oldProduct, Product newProduct):
                _done.Add(names.New);
                _edits.AddRange(TypeMemberEdits.OfProduct(names, oldProduct.Fields, newProduct.Fields));
                CompareCommon(names, oldProduct.Fields, newProduct.Fields);
                break;
            case (null or Unknown, _) or (_, null or Unknown):
                break;
            default:
                if (!old.Equals(@new))
                {
                    // Another kind of type under the same name: the edit is that of the type, wherever it is held.
                    Retyped(
                        place,
                        $"{names.Old} {old}",
                        $"{names.New} {@new}",
                        madeAt: place.Element is null ? null : SchemaElement.Type(names.New));
                }
                break;
        }
    }

    /// <summary>The types of the fields, or the payloads of the variants, that are there before and after.</summary>
    private void CompareCommon(TypeNames type, EquatableArray<TypeMember> old, EquatableArray<TypeMember> @new)
    {
        foreach (var member in @new)
        {
            foreach (var before in old)
            {
                if (before.Name == member.Name && member.Name is not null)
                {
                    Compare(
                        before.Type,
                        member.Type,
                        new(
                            SchemaElement.TypeMember(type.New, member.Name),
                            SchemaElement.TypeMember(type.Old, member.Name),
                            before.Type,
                            member.Type));
                    break;
                }
            }
        }
    }

    private void Retyped(Place place) => Retyped(place, place.Old.ToString(), place.New.ToString());

    private void Retyped(Place place, string old, string @new, SchemaElement? madeAt = null) =>
        Add(place, ChangeKind.ColumnRetyped, ChangeKind.FieldRetyped, old, @new, madeAt);

    private void Add(Place place, ChangeKind ofColumn, ChangeKind ofField, string old, string @new, SchemaElement? madeAt = null) =>
        _edits.Add(new(
            place.Element is null ? ofColumn : ofField,
            place.Element,
            place.Deployed,
            "",
            old,
            @new,
            madeAt));

    private static bool SameNames(EquatableArray<TypeMember> old, EquatableArray<TypeMember> @new)
    {
        if (old.Count != @new.Count)
        {
            return false;
        }
        for (var i = 0; i < old.Count; i++)
        {
            if (old[i].Name != @new[i].Name)
            {
                return false;
            }
        }
        return true;
    }
}
