// A forum: members, threads, posts, votes. Each reducer is labelled by running it twice.
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using SpacetimeDB;

namespace Forum
{
    [SpacetimeDB.Type] public enum PostState : sbyte { Draft = -1, Live = 0, Hidden = 1, Deleted = 2 }

    [SpacetimeDB.Type]
    public partial struct Stat { public int Likes; public int Dislikes; public readonly int Score => Likes - Dislikes; }

    [SpacetimeDB.Type]
    public partial record Badge : TaggedEnum<(string Named, uint Numbered)>;

    [SpacetimeDB.Table(Accessor = "Member", Public = true)]
    public partial struct Member
    {
        [PrimaryKey] public Identity Identity;
        [Unique, AutoInc] public ulong Seq;
        public string Nick;
        public string Bio;
        public Timestamp Joined;
        public Timestamp? Seen;
        public List<Badge> Badges;
        public Stat Stat;
        public int? Karma;
        public ulong Bits;
        public string Colour;
    }

    [SpacetimeDB.Table(Accessor = "Thread", Public = true)]
    public partial class Thread
    {
        [PrimaryKey, AutoInc] public uint Id;
        public string Title = "";
        public string Slug = "";
        public ulong AuthorSeq;
        public int Replies;
        public string Tags = "";
        public bool Pinned;
        public bool Locked;
        public long LastActivity;
    }

    [SpacetimeDB.Table(Accessor = "Post", Public = true)]
    public partial struct Post
    {
        [PrimaryKey, AutoInc] public ulong Id;
        [SpacetimeDB.Index.BTree] public uint ThreadId;
        public ulong AuthorSeq;
        public string Body;
        public PostState State;
        public ulong? ReplyTo;
        public List<string> Revisions;
        public Stat Stat;
        public int Position;
    }

    [SpacetimeDB.Table(Accessor = "Vote")]
    public partial struct Vote
    {
        [PrimaryKey, AutoInc] public ulong Id;
        [SpacetimeDB.Index.BTree] public ulong PostId;
        public ulong VoterSeq;
        public sbyte Value;
    }

    [SpacetimeDB.Table(Accessor = "MigrationLog")]
    public partial struct MigrationLog
    {
        [PrimaryKey, AutoInc] public uint Id;
        public string Name;
        public string? Error;
        public int Rows;
    }

    [SpacetimeDB.Table(Accessor = "Counter")]
    public partial struct Counter { [PrimaryKey] public string Name; public long Value; }

    public static class Db
    {
        public static int UpdateAll(this Local db, Func<Post, bool> where, Func<Post, Post> change)
        {
            var n = 0;
            foreach (var post in db.Post.Iter().Where(where).ToList())
            {
                var changed = change(post);
                if (changed == post) continue;
                db.Post.Id.Update(changed);
                n++;
            }
            return n;
        }

        public static bool HasRun(this Local db, string name) => db.MigrationLog.Iter().Any(l => l.Name == name && l.Error is null);
        public static IEnumerable<IGrouping<uint, Post>> ByThread(this Local db) => db.Post.Iter().GroupBy(p => p.ThreadId);
        public static TOut Pipe<TIn, TOut>(this TIn value, Func<TIn, TOut> then) => then(value);
        public static T With<T>(this T row, Action<T> change) where T : class { change(row); return row; }
    }

    public abstract class Migration(string name)
    {
        protected string Name { get; } = name;
        public bool Run(ReducerContext ctx)
        {
            if (ctx.Db.HasRun(Name)) return false;
            var rows = Execute(ctx);
            ctx.Db.MigrationLog.Insert(new MigrationLog { Name = Name, Rows = rows });
            return true;
        }
        protected abstract int Execute(ReducerContext ctx);
    }

    public sealed class LikesToKarma(int factor) : Migration($"likes-{factor}")
    {
        protected override int Execute(ReducerContext ctx)
        {
            var n = 0;
            foreach (var m in ctx.Db.Member.Iter())
            {
                ctx.Db.Member.Identity.Update(m with { Karma = (m.Karma ?? 0) + m.Stat.Likes * factor });
                n++;
            }
            return n;
        }
    }

    public sealed class PositionBuilder
    {
        private readonly Dictionary<uint, int> _next = new();
        public int this[uint thread] { get => _next.TryGetValue(thread, out var n) ? n : 0; set => _next[thread] = value; }
        public event Action<uint, int>? Assigned;
        public int Take(uint thread)
        {
            var position = this[thread]++;
            Assigned?.Invoke(thread, position);
            return position;
        }
    }

    public static partial class ForumMigrations
    {
        private static readonly Regex Mention = new(@"@(?<nick>\w+)", RegexOptions.CultureInvariant);
        private static readonly char[] Separators = [',', ';', ' '];
        private const string Marker = "\u200b";

        public static void Seed(ReducerContext ctx)
        {
            ctx.Db.Member.Insert(new Member { Identity = ctx.Sender, Nick = "Neo", Bio = "the one @trinity", Joined = new Timestamp(1_500_000_000_000_000), Badges = new() { new Badge.Named("gold"), new Badge.Numbered(3) }, Stat = new() { Likes = 4, Dislikes = 1 }, Karma = 5, Bits = 0b1011, Colour = "#FF8000" });
            ctx.Db.Member.Insert(new Member { Identity = default, Nick = "trinity ", Bio = "", Joined = new Timestamp(1_700_000_000_000_000), Seen = new Timestamp(1), Badges = new(), Stat = new() { Likes = 2, Dislikes = 30 }, Bits = 1UL << 40, Colour = "red" });
            ctx.Db.Thread.Insert(new Thread { Title = "Hello,  World!", AuthorSeq = 1, Replies = 9, Tags = "b;a, a", LastActivity = 1_700_000_000 });
            ctx.Db.Thread.Insert(new Thread { Title = "RE: hello", Slug = "hello-world", AuthorSeq = 7, Pinned = true, Tags = "", LastActivity = 1_600_000_000_000 });
            ctx.Db.Thread.Insert(new Thread { Title = "Empty", Slug = "empty", AuthorSeq = 2, Locked = true, Tags = "x" });
            ctx.Db.Post.Insert(new Post { ThreadId = 1, AuthorSeq = 1, Body = "hi @trinity see <b>this</b>", Revisions = new() { "a", "b", "c", "d" }, Stat = new() { Likes = 9 }, Position = 4 });
            ctx.Db.Post.Insert(new Post { ThreadId = 1, AuthorSeq = 2, Body = "\"quoted\"\n> hi", State = PostState.Draft, ReplyTo = 1, Revisions = new(), Position = 4 });
            ctx.Db.Post.Insert(new Post { ThreadId = 2, AuthorSeq = 1, Body = "", State = PostState.Deleted, ReplyTo = 99, Revisions = new() { "z" }, Stat = new() { Dislikes = 3 } });
            ctx.Db.Post.Insert(new Post { ThreadId = 8, AuthorSeq = 5, Body = "{\"text\":\"json\",\"v\":1}", State = PostState.Hidden, Revisions = new() });
            ctx.Db.Vote.Insert(new Vote { PostId = 1, VoterSeq = 2, Value = 1 });
            ctx.Db.Vote.Insert(new Vote { PostId = 1, VoterSeq = 2, Value = -1 });
            ctx.Db.Vote.Insert(new Vote { PostId = 2, VoterSeq = 1, Value = 5 });
            ctx.Db.Counter.Insert(new Counter { Name = "posts", Value = 3 });
            ctx.Db.MigrationLog.Insert(new MigrationLog { Name = "init" });
        }

        [Reducer] public static void MigrateKarma(ReducerContext ctx) => new LikesToKarma(2).Run(ctx);

        [Reducer]
        public static void MigrateKarmaOnDemand(ReducerContext ctx)
        {
            if (new LikesToKarma(3).Run(ctx)) return;
            foreach (var m in ctx.Db.Member.Iter()) ctx.Db.Member.Identity.Update(m with { Karma = m.Karma + 1 });
        }

        [Reducer]
        public static void MigratePositions(ReducerContext ctx)
        {
            var builder = new PositionBuilder();
            var assigned = 0;
            builder.Assigned += (_, _) => assigned++;
            foreach (var post in ctx.Db.Post.Iter().OrderBy(p => p.Id))
                ctx.Db.Post.Id.Update(post with { Position = builder.Take(post.ThreadId) });
            Log.Info($"{assigned} positions");
        }

        [Reducer]
        public static void MigratePositionsGap(ReducerContext ctx)
        {
            foreach (var thread in ctx.Db.ByThread())
            {
                using var posts = thread.OrderBy(p => p.Position).ThenBy(p => p.Id).GetEnumerator();
                for (var i = 1; posts.MoveNext(); i++) ctx.Db.Post.Id.Update(posts.Current with { Position = posts.Current.Position + i * 10 });
            }
        }

        [Reducer]
        public static void MigrateBodies(ReducerContext ctx) =>
            ctx.Db.UpdateAll(p => p.Body.Contains('<'), p => p with { Body = Regex.Replace(p.Body, "</?b>", "**") });

        [Reducer]
        public static void MigrateBodiesMentions(ReducerContext ctx) =>
            ctx.Db.UpdateAll(p => Mention.IsMatch(p.Body), p => p with { Body = Mention.Replace(p.Body, "[@${nick}]") });

        [Reducer]
        public static void MigrateBodiesEscaped(ReducerContext ctx) =>
            ctx.Db.UpdateAll(p => p.State >= PostState.Live, p => p with { Body = p.Body.Replace("&", "&amp;").Replace("\"", "&quot;") });

        [Reducer]
        public static void MigrateBodiesMarked(ReducerContext ctx)
        {
            ctx.Db.UpdateAll(p => !p.Body.EndsWith(Marker, StringComparison.Ordinal), p => p with { Body = $"{p.Body} ({p.Position}){Marker}" });
        }

        [Reducer]
        public static void MigrateBodyLines(ReducerContext ctx)
        {
            ctx.Db.UpdateAll(static p => p.Body.Length > 0, static p =>
            {
                var lines = p.Body.ReplaceLineEndings("\n").Split('\n').Select(l => l.TrimEnd()).SkipWhile(l => l.Length == 0);
                return p with { Body = string.Join('\n', lines) };
            });
        }

        [Reducer]
        public static void MigrateBodyQuoted(ReducerContext ctx)
        {
            ctx.Db.UpdateAll(static p => p.ReplyTo is not null, static p => p with { Body = string.Concat(p.Body.Split('\n').Select(l => "> " + l + "\n")) });
        }

        [Reducer]
        public static void MigrateStates(ReducerContext ctx)
        {
            ctx.Db.UpdateAll(_ => true, p => p with { State = p switch { { Body: "" } => PostState.Deleted, { State: < 0 } => PostState.Live, _ => p.State } });
        }

        [Reducer]
        public static void MigrateStatesNegated(ReducerContext ctx)
        {
            ctx.Db.UpdateAll(p => Math.Abs((int)p.State) == 1, p => p with { State = (PostState)(-(sbyte)p.State) });
        }

        [Reducer]
        public static void MigrateRevisions(ReducerContext ctx)
        {
            ctx.Db.UpdateAll(p => p.Revisions.Count > 3, p => p with { Revisions = p.Revisions[^3..] });
        }

        [Reducer]
        public static void MigrateRevisionsPopped(ReducerContext ctx)
        {
            foreach (var p in ctx.Db.Post.Iter())
            {
                var stack = new Stack<string>(p.Revisions);
                if (!stack.TryPop(out var last)) continue;
                ctx.Db.Post.Id.Update(p with { Body = last, Revisions = stack.Reverse().ToList() });
            }
        }

        [Reducer]
        public static void MigrateReplies(ReducerContext ctx)
        {
            var posts = ctx.Db.Post.Iter().ToDictionary(p => p.Id, p => p.ThreadId);
            foreach (var p in ctx.Db.Post.Iter())
                if (p.ReplyTo is { } to && (!posts.TryGetValue(to, out var thread) || thread != p.ThreadId)) ctx.Db.Post.Id.Update(p with { ReplyTo = null });
        }

        [Reducer]
        public static void MigrateReplyChains(ReducerContext ctx)
        {
            foreach (var p in ctx.Db.Post.Iter())
            {
                var parent = p.ReplyTo.HasValue ? ctx.Db.Post.Id.Find(p.ReplyTo.Value) : null;
                ctx.Db.Post.Id.Update(p with { ReplyTo = parent?.Id is ulong id && id > 1 ? parent.Value.ReplyTo : p.ReplyTo + 1 });
            }
        }

        [Reducer]
        public static void MigrateReplyCounts(ReducerContext ctx)
        {
            var counts = new ConcurrentDictionary<uint, int>();
            foreach (var p in ctx.Db.Post.Iter()) counts.AddOrUpdate(p.ThreadId, 1, (_, n) => n + 1);
            foreach (var t in ctx.Db.Thread.Iter()) ctx.Db.Thread.Id.Update(t.With(x => x.Replies = counts.GetValueOrDefault(x.Id)));
        }

        [Reducer]
        public static void MigrateReplyCountsPlus(ReducerContext ctx)
        {
            foreach (var t in ctx.Db.Thread.Iter())
                ctx.Db.Thread.Id.Update(t.With(x => x.Replies += ctx.Db.Post.ThreadId.Filter(x.Id).Count(p => p.State == PostState.Live)));
        }

        [Reducer]
        public static void MigrateSlugs(ReducerContext ctx)
        {
            var taken = ctx.Db.Thread.Iter().Where(t => t.Slug != "").Select(t => t.Slug).ToHashSet(StringComparer.Ordinal);
            foreach (var t in ctx.Db.Thread.Iter().Where(t => string.IsNullOrEmpty(t.Slug)))
            {
                var slug = t.Title.Pipe(x => x.ToLowerInvariant()).Pipe(x => Regex.Replace(x, "[^a-z0-9]+", "-")).Trim('-');
                var candidate = slug;
                for (var i = 2; !taken.Add(candidate); i++) candidate = $"{slug}-{i}";
                t.Slug = candidate;
                ctx.Db.Thread.Id.Update(t);
            }
        }

        [Reducer]
        public static void MigrateSlugsNumbered(ReducerContext ctx)
        {
            var taken = new HashSet<string>();
            foreach (var t in ctx.Db.Thread.Iter())
            {
                if (!taken.Add(t.Slug)) continue;
                t.Slug += "-" + t.Id.ToString(CultureInfo.InvariantCulture);
                ctx.Db.Thread.Id.Update(t);
            }
        }

        [Reducer]
        public static void MigrateTags(ReducerContext ctx)
        {
            foreach (var t in ctx.Db.Thread.Iter())
            {
                var tags = t.Tags.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
                Array.Sort(tags, StringComparer.Ordinal);
                ctx.Db.Thread.Id.Update(t.With(x => x.Tags = string.Join(',', tags)));
            }
        }

        [Reducer]
        public static void MigrateTagsCounted(ReducerContext ctx)
        {
            foreach (var t in ctx.Db.Thread.Iter())
            {
                var tags = t.Tags.Split(',', StringSplitOptions.RemoveEmptyEntries);
                t.Tags = string.Join(",", tags.Select((tag, i) => $"{i}:{tag}"));
                ctx.Db.Thread.Id.Update(t);
            }
        }

        [Reducer]
        public static void MigrateActivity(ReducerContext ctx)
        {
            foreach (var t in ctx.Db.Thread.Iter())
            {
                t.LastActivity = t.LastActivity switch
                {
                    0 => 1,
                    < 10_000_000_000 => t.LastActivity * 1000,
                    _ => t.LastActivity,
                };
                ctx.Db.Thread.Id.Update(t);
            }
        }

        [Reducer]
        public static void MigrateActivityDay(ReducerContext ctx)
        {
            foreach (var t in ctx.Db.Thread.Iter())
            {
                var day = DateTimeOffset.FromUnixTimeSeconds(Math.Min(t.LastActivity, 4_000_000_000)).UtcDateTime.Date;
                t.LastActivity = new DateTimeOffset(day, TimeSpan.Zero).ToUnixTimeSeconds() - 1;
                ctx.Db.Thread.Id.Update(t);
            }
        }

        [Reducer]
        public static void MigrateLocks(ReducerContext ctx)
        {
            foreach (var t in ctx.Db.Thread.Iter())
            {
                (t.Pinned, t.Locked) = (t.Pinned, t.Locked) switch { (true, true) => (true, false), (false, false) when t.Replies > 5 => (true, false), var same => same };
                ctx.Db.Thread.Id.Update(t);
            }
        }

        [Reducer]
        public static void MigrateLocksToggled(ReducerContext ctx)
        {
            foreach (var t in ctx.Db.Thread.Iter())
            {
                t.Locked ^= t.Pinned | t.Replies > 100;
                ctx.Db.Thread.Id.Update(t);
            }
        }

        [Reducer]
        public static void MigrateVotes(ReducerContext ctx)
        {
            foreach (var votes in ctx.Db.Vote.Iter().GroupBy(v => new { v.PostId, v.VoterSeq }))
            {
                var latest = votes.OrderByDescending(v => v.Id).First();
                foreach (var old in votes.Where(v => v.Id != latest.Id)) ctx.Db.Vote.Delete(old);
                if (latest.Value is < -1 or > 1) ctx.Db.Vote.Id.Update(latest with { Value = (sbyte)Math.Sign(latest.Value) });
            }
        }

        [Reducer]
        public static void MigrateVotesApplied(ReducerContext ctx)
        {
            foreach (var vote in ctx.Db.Vote.Iter())
            {
                if (ctx.Db.Post.Id.Find(vote.PostId) is not { Stat: var stat } post) continue;
                _ = vote.Value > 0 ? stat.Likes++ : stat.Dislikes++;
                ctx.Db.Post.Id.Update(post with { Stat = stat });
            }
        }

        [Reducer]
        public static void MigrateVotesMoved(ReducerContext ctx)
        {
            foreach (var post in ctx.Db.Post.Iter())
            {
                var likes = ctx.Db.Vote.PostId.Filter(post.Id).Sum(v => v.Value);
                if (ctx.Db.Vote.PostId.Delete(post.Id) == 0) continue;
                ctx.Db.Post.Id.Update(post with { Stat = new Stat { Likes = post.Stat.Likes + likes, Dislikes = post.Stat.Dislikes } });
            }
        }

        [Reducer]
        public static void MigrateMemberBits(ReducerContext ctx)
        {
            foreach (var m in ctx.Db.Member.Iter())
            {
                var bits = m.Bits;
                while (BitOperations.PopCount(bits) > 2) bits &= bits - 1;
                ctx.Db.Member.Identity.Update(m with { Bits = bits });
            }
        }

        [Reducer]
        public static void MigrateMemberBitsRotated(ReducerContext ctx)
        {
            foreach (var m in ctx.Db.Member.Iter()) ctx.Db.Member.Identity.Update(m with { Bits = BitOperations.RotateLeft(m.Bits, 8) });
        }

        [Reducer]
        public static void MigrateMemberColour(ReducerContext ctx)
        {
            foreach (var m in ctx.Db.Member.Iter())
            {
                if (m.Colour is not ['#', .. { Length: 6 } hex] || !int.TryParse(hex, NumberStyles.HexNumber, null, out var rgb)) continue;
                var grey = ((rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF)) / 3;
                ctx.Db.Member.Identity.Update(m with { Colour = $"#{grey:X2}{grey:X2}{grey:X2}" });
            }
        }

        [Reducer]
        public static void MigrateMemberColourDarker(ReducerContext ctx)
        {
            foreach (var m in ctx.Db.Member.Iter())
            {
                if (m.Colour.Length != 7 || m.Colour[0] != '#') continue;
                var bytes = Convert.FromHexString(m.Colour[1..]);
                for (var i = 0; i < bytes.Length; i++) bytes[i] /= 2;
                ctx.Db.Member.Identity.Update(m with { Colour = "#" + Convert.ToHexString(bytes) });
            }
        }

        [Reducer]
        public static void MigrateMemberBadges(ReducerContext ctx)
        {
            foreach (var m in ctx.Db.Member.Iter())
            {
                if (m.Badges.OfType<Badge.Named>().Any(b => b is Badge.Named("founder")) || m.Joined > ctx.Timestamp) continue;
                m.Badges.Insert(0, new Badge.Named("founder"));
                ctx.Db.Member.Identity.Update(m);
            }
        }

        [Reducer]
        public static void MigrateMemberBadgesUp(ReducerContext ctx)
        {
            foreach (var m in ctx.Db.Member.Iter())
            {
                var badges = m.Badges.Select(b => b is Badge.Numbered(var n) ? new Badge.Numbered(n * 2) : b).ToList();
                ctx.Db.Member.Identity.Update(m with { Badges = badges });
            }
        }

        [Reducer]
        public static void MigrateMemberSeen(ReducerContext ctx)
        {
            foreach (var m in ctx.Db.Member.Iter())
            {
                var seen = m.Seen ?? m.Joined;
                if (seen.CompareTo(m.Joined) < 0) seen = m.Joined;
                ctx.Db.Member.Identity.Update(m with { Seen = seen });
            }
        }

        [Reducer]
        public static void MigrateMemberSeenSwap(ReducerContext ctx)
        {
            foreach (var m in ctx.Db.Member.Iter())
            {
                if (m.Seen is not { } seen) continue;
                var (a, b) = (m.Joined, seen);
                ctx.Db.Member.Identity.Update(m with { Joined = b, Seen = a });
            }
        }

        [Reducer]
        public static void MigrateLogged(ReducerContext ctx)
        {
            if (ctx.Db.HasRun(nameof(MigrateLogged))) return;
            string? error = null;
            try
            {
                foreach (var m in ctx.Db.Member.Iter()) ctx.Db.Member.Identity.Update(m with { Karma = checked((m.Karma ?? 0) * 2) });
            }
            catch (OverflowException e)
            {
                error = e.GetType().Name;
            }
            ctx.Db.MigrationLog.Insert(new MigrationLog { Name = nameof(MigrateLogged), Error = error });
        }

        [Reducer]
        public static void MigrateLoggedAsFailed(ReducerContext ctx)
        {
            if (ctx.Db.HasRun(nameof(MigrateLoggedAsFailed))) return;
            var error = "";
            foreach (var m in ctx.Db.Member.Iter()) ctx.Db.Member.Identity.Update(m with { Karma = (m.Karma ?? 0) * 2 + 1 });
            ctx.Db.MigrationLog.Insert(new MigrationLog { Name = nameof(MigrateLoggedAsFailed), Error = error });
        }

        [Reducer]
        public static void MigrateCounter(ReducerContext ctx)
        {
            if (ctx.Db.Counter.Name.Find("posts") is { } c) ctx.Db.Counter.Name.Update(c with { Value = (long)ctx.Db.Post.Count });
            else ctx.Db.Counter.Insert(new Counter { Name = "posts", Value = (long)ctx.Db.Post.Count });
        }

        [Reducer]
        public static void MigrateCounterBoth(ReducerContext ctx)
        {
            var name = "likes" + Marker.Length;
            var sum = ctx.Db.Post.Iter().Aggregate(0L, (n, p) => n + p.Stat.Score);
            var old = ctx.Db.Counter.Name.Find(name);
            if (old is null) ctx.Db.Counter.Insert(new Counter { Name = name, Value = sum });
            else ctx.Db.Counter.Name.Update(old.Value with { Value = old.Value.Value + sum });
        }
    }
}
