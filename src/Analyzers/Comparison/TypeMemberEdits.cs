using SpacetimeSchema.Analyzers.Schema;

namespace SpacetimeSchema.Analyzers.Comparison;

/// <summary>The edits of the variants or fields of one named type, but for those of their own types.</summary>
internal static class TypeMemberEdits
{
    public static IEnumerable<TypeEdit> OfSum(
        TypeNames type, AlgebraicType.Sum old, AlgebraicType.Sum @new, ModuleSchema deployed, ModuleSchema current)
    {
        var members = MemberDifference.Find(old.Variants, @new.Variants);
        foreach (var edit in members.Edits)
        {
            yield return Edit(
                type,
                edit,
                old.Variants,
                @new.Variants,
                isSum: true,
                old.Variants.Count > @new.Variants.Count ? "FewerVariants" : "RenamedVariant");
        }
        // With the payloads as they are now: that one of them grew is an edit of its own.
        var before = TypeLayout.Of(old, current) ?? TypeLayout.Of(old, deployed);
        foreach (var variant in members.AddedAtEnd)
        {
            var grown = new AlgebraicType.Sum(old.Variants.Append(variant).ToEquatableArray());
            var after = TypeLayout.Of(grown, current);
            var fits = before is not { } b || after is not { } a || (b.Size == a.Size && b.Align == a.Align);
            yield return new(
                fits ? ChangeKind.VariantAdded : ChangeKind.VariantGrowsType,
                SchemaElement.TypeMember(type.New, variant.Name!),
                SchemaElement.Type(type.Old),
                before?.Size != after?.Size ? "SizeMismatch" : "AlignMismatch",
                before is { } oldLayout ? Text(oldLayout) : "",
                after is { } newLayout ? Text(newLayout) : "");
        }
    }

    public static IEnumerable<TypeEdit> OfProduct(TypeNames type, EquatableArray<TypeMember> old, EquatableArray<TypeMember> @new)
    {
        var members = MemberDifference.Find(old, @new);
        foreach (var edit in members.Edits)
        {
            yield return Edit(type, edit, old, @new, isSum: false, old.Count == @new.Count ? "RenamedField" : "FewerFields");
        }
        foreach (var field in members.AddedAtEnd)
        {
            yield return new(
                ChangeKind.FieldAdded,
                SchemaElement.TypeMember(type.New, field.Name!),
                SchemaElement.Type(type.Old),
                "FewerFields",
                "",
                field.Name!);
        }
    }

    private static TypeEdit Edit(
        TypeNames type, MemberEdit edit, EquatableArray<TypeMember> old, EquatableArray<TypeMember> @new, bool isSum, string error) => new(
        edit.Kind switch
        {
            MemberEditKind.Removed => isSum ? ChangeKind.VariantRemoved : ChangeKind.FieldRemoved,
            MemberEditKind.Renamed => isSum ? ChangeKind.VariantRenamed : ChangeKind.FieldRenamed,
            MemberEditKind.Inserted => isSum ? ChangeKind.VariantInserted : ChangeKind.FieldAdded,
            _ => isSum ? ChangeKind.VariantMoved : ChangeKind.FieldMoved,
        },
        edit.New is null ? SchemaElement.Type(type.New) : SchemaElement.TypeMember(type.New, edit.New.Name!),
        edit.Old is null ? SchemaElement.Type(type.Old) : SchemaElement.TypeMember(type.Old, edit.Old.Name!),
        error,
        edit.Kind == MemberEditKind.Moved ? Order(old) : Text(edit.Old),
        edit.Kind == MemberEditKind.Moved ? Order(@new) : Text(edit.New));

    private static string Order(EquatableArray<TypeMember> members) => string.Join(", ", members.Select(Text));

    private static string Text(TypeMember? member) => member?.SourceName ?? member?.Name ?? "";

    private static string Text(TypeLayout layout) => $"{layout.Size} {(layout.Size == 1 ? "byte" : "bytes")} aligned to {layout.Align}";
}
