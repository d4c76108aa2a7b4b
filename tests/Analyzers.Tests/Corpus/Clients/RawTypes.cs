namespace SpacetimeSchema.Analyzers.Tests.Corpus.Clients;

/// <summary>What the facts say of types and clients, on types as they are written (facts about BSATN and about layouts).</summary>
internal sealed class RawTypes(RawModule old, RawModule @new)
{
    private static readonly Dictionary<string, (int Size, int Align)> s_layouts = new()
    {
        ["bool"] = (1, 1), ["i8"] = (1, 1), ["u8"] = (1, 1), ["i16"] = (2, 2), ["u16"] = (2, 2), ["i32"] = (4, 4), ["u32"] = (4, 4),
        ["f32"] = (4, 4),
        ["i64"] = (8, 8), ["u64"] = (8, 8), ["f64"] = (8, 8), ["i128"] = (16, 16), ["u128"] = (16, 16), ["i256"] = (32, 32),
        ["u256"] = (32, 32), ["string"] = (4, 2),
        ["array"] = (4, 2), ["identity"] = (32, 32), ["connection_id"] = (16, 16), ["uuid"] = (16, 16), ["timestamp"] = (8, 8),
        ["time_duration"] = (8, 8), ["schedule_at"] = (16, 8), ["unit"] = (0, 1),
    };

    /// <summary>Whether the type is what it was, names of its members included; the name of the type itself is nobody's business.</summary>
    public bool IsSame(string before, string after, int depth = 0)
    {
        var ((oldHead, oldArguments), (newHead, newArguments)) = (RawModule.Split(before), RawModule.Split(after));
        if (old.Has(oldHead) && @new.Has(newHead))
        {
            var ((wasSum, was), (isSum, now)) = (old.Definition(oldHead), @new.Definition(newHead));
            return depth > 20
                || (wasSum == isSum && was.Length == now.Length
                    && was.Zip(now)
                        .All(pair => pair.First.Name == pair.Second.Name && IsSame(pair.First.Type, pair.Second.Type, depth + 1)));
        }
        return oldHead == newHead && oldArguments.Length == newArguments.Length
            && oldArguments.Zip(newArguments).All(pair => IsSame(pair.First, pair.Second, depth + 1));
    }

    /// <summary>
    /// Whether bytes of the one are bytes of the other. A member may have another name, but not one that stood elsewhere.
    /// </summary>
    /// <param name="mayGrow">Whether new last variants do no harm, as in what a client sends.</param>
    public bool AreBytesSame(string before, string after, bool mayGrow, int depth = 0)
    {
        var ((oldHead, oldArguments), (newHead, newArguments)) = (RawModule.Split(before), RawModule.Split(after));
        if (!old.Has(oldHead) || !@new.Has(newHead))
        {
            return oldHead == newHead && oldArguments.Length == newArguments.Length
                && oldArguments.Zip(newArguments).All(pair => AreBytesSame(pair.First, pair.Second, mayGrow, depth + 1));
        }
        var ((wasSum, was), (isSum, now)) = (old.Definition(oldHead), @new.Definition(newHead));
        return depth > 20 || (wasSum == isSum && (was.Length == now.Length || (isSum && mayGrow && was.Length < now.Length))
            && was.Select((member, i) => (member, i))
                .All(item =>
                    now.All(other => other.Name != item.member.Name || other == now[item.i])
                        && was.All(other => other.Name != now[item.i].Name || other == item.member))
            && was.Zip(now).All(pair => AreBytesSame(pair.First.Type, pair.Second.Type, mayGrow, depth + 1)));
    }

    /// <summary>New last variants behind a column, as <c>Type.variant</c>, and whether there is room for them.</summary>
    public IEnumerable<(string Variant, bool HasRoom)> AppendedVariants(string before, string after, HashSet<string> seen)
    {
        var ((oldHead, oldArguments), (newHead, newArguments)) = (RawModule.Split(before), RawModule.Split(after));
        if (!old.Has(oldHead) && !@new.Has(newHead))
        {
            return oldHead != newHead
                ? []
                : oldArguments.Zip(newArguments).SelectMany(pair => AppendedVariants(pair.First, pair.Second, seen));
        }
        var isSameType = old.Has(oldHead) && @new.Has(newHead) && (oldHead == newHead || (!@new.Has(oldHead) && !old.Has(newHead)));
        if (!isSameType || old.Definition(oldHead).IsSum != @new.Definition(newHead).IsSum || !seen.Add(newHead))
        {
            return [];
        }
        var ((isSum, was), (_, now)) = (old.Definition(oldHead), @new.Definition(newHead));
        var inner = now.SelectMany(member =>
            was.Where(other => other.Name == member.Name).SelectMany(other => AppendedVariants(other.Type, member.Type, seen)));
        return isSum
            ? Appended(was, now)
                .Select(variant => ($"{newHead}.{variant.Name}", Layout(was, old, old) == Layout([.. was, variant], @new, old)))
                .Concat(inner)
            : inner;
    }

    /// <summary>A row without a string or a list in it is of fixed size.</summary>
    public bool StopsBeingFixed(IEnumerable<RawMember> was, IEnumerable<RawMember> now) =>
        was.All(column => IsFixed(column.Type, old)) && !now.All(column => IsFixed(column.Type, @new));

    private static bool IsFixed(string type, RawModule module, int depth = 0)
    {
        var (head, arguments) = RawModule.Split(type);
        return depth > 20 || (module.Has(head)
            ? module.Definition(head).Members.All(member => IsFixed(member.Type, module, depth + 1))
            : head is not ("string" or "array") && arguments.All(argument => IsFixed(argument, module, depth + 1)));
    }

    /// <summary>Those behind the last one that was there, or that took the place of one that was.</summary>
    private static IEnumerable<RawMember> Appended(RawMember[] was, RawMember[] now)
    {
        var last = Array.FindLastIndex(now, member => was.Any(other => other.Name == member.Name));
        for (var i = 0; i < Math.Min(was.Length, now.Length); i++)
        {
            last = now.All(member => member.Name != was[i].Name) && was.All(member => member.Name != now[i].Name)
                ? Math.Max(last, i)
                : last;
        }
        return now.Skip(last + 1);
    }

    private static (int, int) Layout(RawMember[] variants, RawModule module, RawModule other)
    {
        var layouts = variants.Select(variant => Layout(variant.Type, module, other)).ToArray();
        var (size, align) = (layouts.Max(static layout => layout.Size), layouts.Max(static layout => layout.Align));
        return (align + Align(size, align), align);
    }

    private static (int Size, int Align) Layout(string type, RawModule module, RawModule other)
    {
        var (head, arguments) = RawModule.Split(type);
        if (s_layouts.TryGetValue(head, out var known))
        {
            return known;
        }
        if (!module.Has(head) && !other.Has(head))
        {
            return Layout(
                [.. arguments.Append(head == "option" ? "unit" : "").Where(static argument => argument != "")
                    .Select(static argument => new RawMember("", argument))],
                module,
                other);
        }
        var (isSum, members) = (module.Has(head) ? module : other).Definition(head);
        if (isSum)
        {
            return Layout(members, module, other);
        }
        var (end, align) = (0, 1);
        foreach (var layout in members.Select(member => Layout(member.Type, module, other)))
        {
            end = Align(end, layout.Align) + layout.Size;
            align = Math.Max(align, layout.Align);
        }
        return (Align(end, align), align);
    }

    private static int Align(int value, int to) => (value + to - 1) / to * to;
}
