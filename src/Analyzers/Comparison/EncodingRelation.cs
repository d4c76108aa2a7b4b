using SpacetimeSchema.Analyzers.Schema;
using static SpacetimeSchema.Analyzers.Schema.AlgebraicType;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>What the bytes of a value are to someone who knows the type as it is now, or as it was.</summary>
internal enum Encoding
{
    /// <summary>They are read as they were written.</summary>
    Same,

    /// <summary>So they are, but for variants that only the new type has.</summary>
    Grown,

    /// <summary>They are refused, or read as something else.</summary>
    Other,
}

/// <summary>
/// Relates types by their encoding, which is how clients and the module speak to each other. BSATN writes no names: fields in their
/// order, variants by their numbers. A member that only got another name is the same one; a name that stands in another place has
/// moved. Source: <c>crates/sats/src/bsatn.rs</c>.
/// </summary>
/// <param name="writer">The schema that values are written by.</param>
/// <param name="reader">That which they are read by.</param>
internal sealed class EncodingRelation(ModuleSchema writer, ModuleSchema reader)
{
    private readonly HashSet<(string Old, string New)> _path = [];

    public Encoding Relate(AlgebraicType old, AlgebraicType @new)
    {
        if (old is Ref oldRef && @new is Ref newRef)
        {
            // A recursive type meets itself again: what differs was said already.
            if (!_path.Add((oldRef.Name, newRef.Name)))
            {
                return Encoding.Same;
            }
            var encoding = RelateResolved(writer.Resolve(oldRef.Name), reader.Resolve(newRef.Name));
            _path.Remove((oldRef.Name, newRef.Name));
            return encoding;
        }
        return RelateResolved(
            old is Ref left ? writer.Resolve(left.Name) : old,
            @new is Ref right ? reader.Resolve(right.Name) : @new);
    }

    private Encoding RelateResolved(AlgebraicType? old, AlgebraicType? @new) => (old, @new) switch
    {
        (null or Unknown, _) or (_, null or Unknown) => Encoding.Same,
        (Sum oldSum, Sum newSum) => oldSum.Variants.Count < newSum.Variants.Count
            ? Worse(Encoding.Grown, RelateMembers(oldSum.Variants, newSum.Variants))
            : RelateMembers(oldSum.Variants, newSum.Variants),
        // A moment and a duration have the same bytes, and their names are no names of members.
        (Product, Product) when SpecialAlgebraicType.NameOf(old) != SpecialAlgebraicType.NameOf(@new) => Encoding.Other,
        (Product oldProduct, Product newProduct) => oldProduct.Fields.Count < newProduct.Fields.Count
            ? Encoding.Other
            : RelateMembers(oldProduct.Fields, newProduct.Fields),
        (AlgebraicType.Array oldArray, AlgebraicType.Array newArray) => Relate(oldArray.Element, newArray.Element),
        _ => old.Equals(@new) ? Encoding.Same : Encoding.Other,
    };

    private Encoding RelateMembers(EquatableArray<TypeMember> old, EquatableArray<TypeMember> @new)
    {
        if (old.Count > @new.Count)
        {
            return Encoding.Other;
        }
        var result = Encoding.Same;
        for (var i = 0; i < old.Count; i++)
        {
            var hasMoved = old[i].Name != @new[i].Name
                && (@new.Any(member => member.Name == old[i].Name) || old.Any(member => member.Name == @new[i].Name));
            result = Worse(result, hasMoved ? Encoding.Other : Relate(old[i].Type, @new[i].Type));
        }
        return result;
    }

    private static Encoding Worse(Encoding left, Encoding right) => left > right ? left : right;
}
