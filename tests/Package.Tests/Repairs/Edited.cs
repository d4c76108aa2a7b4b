using System.Collections.Generic;
using SpacetimeDB;

[Table(Accessor = "Removed")]
public partial struct Removed
{
    public uint Id;
}

[Table(Accessor = "Renamed")]
public partial struct Renamed
{
    public uint Id;
    public string DisplayName;
}

[Table(Accessor = "Retyped")]
public partial struct Retyped
{
    public uint Id;
    public string Score;
}

[Table(Accessor = "Reordered")]
public partial struct Reordered
{
    public string Name;
    public uint Id;
}

[Table(Accessor = "Extended")]
public partial struct Extended
{
    public uint Id;
    public uint Level;
    public string Name;
    public List<int> Scores;
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
    Wild,
    Calm,
}

[Type]
public partial record Shape : TaggedEnum<(byte Point, ushort Line, ulong Circle)>;

[Type]
public partial struct FieldAdded
{
    public int X;
    public int Y;
}

[Type]
public partial struct FieldRemoved
{
    public int X;
}

[Type]
public partial struct FieldMoved
{
    public uint Y;
    public int X;
}

[Type]
public partial struct FieldRenamed
{
    public int X;
    public int Height;
}

[Type]
public partial struct FieldRetyped
{
    public long X;
}

[Table(Accessor = "Message")]
public partial struct Message
{
    public string Text;
}

[Table(Accessor = "Indexed")]
public partial struct Indexed
{
    [SpacetimeDB.Index.BTree(Accessor = "ByRank")]
    public uint Level;
}

[Table(Accessor = "Moved")]
public partial struct Moved
{
    public uint Id;
    [Unique]
    public uint Code;
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
    [AutoInc]
    public uint Id;
    [Unique]
    public uint Code;
    [Unique]
    public uint Number;
}

[Table(Accessor = "Colliding")]
public partial struct Colliding
{
    public uint Player1;
    [Default(0)]
    public uint Player_1;
}

[Table(Accessor = "NewName", Public = true)]
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
    [Reducer]
    public static void Tock(ReducerContext ctx, Timer timer)
    {
        foreach (var row in ctx.Db.Renamed.Iter())
        {
            Log.Info(row.DisplayName);
        }
    }
}
