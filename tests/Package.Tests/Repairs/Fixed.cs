using System.Collections.Generic;
using SpacetimeDB;

[Table(Accessor = "Removed")]
public partial struct Removed
{
    public uint Id;
    public string Name;
}

[Table(Accessor = "Renamed")]
public partial struct Renamed
{
    public uint Id;
    public string Name;
}

[Table(Accessor = "Retyped")]
public partial struct Retyped
{
    public uint Id;
    public uint Score;
}

[Table(Accessor = "Reordered")]
public partial struct Reordered
{
    public uint Id;
    public string Name;
}

[Table(Accessor = "Extended")]
public partial struct Extended
{
    public uint Id;
    public string Name;
    [Default(null!)] public List<int>? Scores;
    [Default(0)] public uint Level;
}

[Table(Accessor = "Holder")]
public partial struct Holder
{
    public uint Id;
    public Mood Mood;
    public Shape Shape;
    public FieldAdded A;
    public FieldRemoved B;
    public FieldMoved C;
    public FieldRenamed D;
    public FieldRetyped E;
}

[Type]
public enum Mood
{
    Calm,
    Wild,
}

[Type]
public partial record Shape : TaggedEnum<(byte Point, ushort Line)>;

[Type]
public partial struct FieldAdded
{
    public int X;
}

[Type]
public partial struct FieldRemoved
{
    public int X;
    public int Y;
}

[Type]
public partial struct FieldMoved
{
    public int X;
    public uint Y;
}

[Type]
public partial struct FieldRenamed
{
    public int X;
    public int Y;
}

[Type]
public partial struct FieldRetyped
{
    public int X;
}

[Table(Accessor = "Message", Event = true)]
public partial struct Message
{
    public string Text;
}

[Table(Accessor = "Indexed")]
public partial struct Indexed
{
    [SpacetimeDB.Index.BTree(Accessor = "ByLevel")]
    public uint Level;
}

[Table(Accessor = "Moved")]
public partial struct Moved
{
    [Unique]
    public uint Code;
    public uint Id;
}

[Table(Accessor = "Timer", Scheduled = nameof(Module.Tock))]
public partial struct Timer
{
    [PrimaryKey, AutoInc]
    public ulong Id;
    public ScheduleAt ScheduledAt;
}

[Table(Accessor = "Unique")]
public partial struct UniqueAdded
{
    public uint Id;
    public uint Code;
    // Next publish, when every row has its value: [Unique] in place of the default.
    [Default(0)]
    public uint Number;
}

[Table(Accessor = "Colliding")]
public partial struct Colliding
{
    public uint Player1;
    [Default(0)]
    public uint Player1New;
}

[Table(Accessor = "NewName", Public = true, Name = "old_name")]
public partial struct TableRenamed
{
    public uint Id;
}

[Table(Accessor = "Shown")]
public partial struct Shown
{
    public uint Id;
}

public static partial class Module
{
    [Reducer(Name = "tick")]
    public static void Tock(ReducerContext ctx, Timer timer)
    {
        foreach (var row in ctx.Db.Renamed.Iter())
        {
            Log.Info(row.Name);
        }
    }
}
