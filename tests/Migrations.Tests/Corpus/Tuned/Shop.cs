// A shop: prices, orders, customers. Each reducer is labelled by running it twice.
using SpacetimeDB;

public enum OrderState { Open, Paid, Shipped, Cancelled }

[SpacetimeDB.Type]
public enum Unit2 { Gram, Kilogram }

[SpacetimeDB.Table(Accessor = "Product", Public = true)]
public partial struct Product
{
    [PrimaryKey, AutoInc] public uint Id;
    public string Sku;
    public string Title;
    public double Price;
    [Default(0)] public long PriceCents;
    [Default("")] public string Slug;
    [Default("")] public string Category;
    public int Stock;
    [Default(false)] public bool Repriced;
}

[SpacetimeDB.Table(Accessor = "Order2")]
public partial struct Order2
{
    [PrimaryKey, AutoInc] public ulong Id;
    [SpacetimeDB.Index.BTree] public uint ProductId;
    public uint CustomerId;
    public int Quantity;
    public string Status;
    [Default(0u)] public uint StatusCode;
    [Default(0L)] public long TotalCents;
}

[SpacetimeDB.Table(Accessor = "Customer")]
public partial class Customer
{
    [PrimaryKey] public uint Id;
    [Unique] public string Email = "";
    public string Phone = "";
    public int Points;
    [Default(null)] public string? Tier;
    public List<string> Tags = new();
}

[SpacetimeDB.Table(Accessor = "Category")]
public partial struct Category
{
    [PrimaryKey] public string Name;
    public uint Products;
}

[SpacetimeDB.Table(Accessor = "AuditLog")]
public partial struct AuditLog
{
    [PrimaryKey, AutoInc] public ulong Id;
    public string Text;
    public Timestamp At;
}

[SpacetimeDB.Table(Accessor = "AppliedMigration")]
public partial struct AppliedMigration
{
    [PrimaryKey] public string Key;
    public Timestamp At;
    [Default(false)] public bool Done;
}

public static partial class ShopMigrations
{
    public static void Seed(ReducerContext ctx)
    {
        ctx.Db.Product.Insert(new Product { Sku = "a-1", Title = "Green Tea", Price = 4.5, Slug = "", Category = "tea", Stock = 12 });
        ctx.Db.Product.Insert(new Product { Sku = "B-2", Title = "  Coffee  Beans ", Price = 19.99, Slug = "", Category = "coffee", Stock = 0 });
        ctx.Db.Product.Insert(new Product { Sku = "c-3", Title = "Black tea", Price = 3, Slug = "black-tea", Category = "tea", Stock = 7 });
        ctx.Db.Order2.Insert(new Order2 { ProductId = 1, CustomerId = 1, Quantity = 2, Status = "paid" });
        ctx.Db.Order2.Insert(new Order2 { ProductId = 2, CustomerId = 1, Quantity = 1, Status = "open" });
        ctx.Db.Order2.Insert(new Order2 { ProductId = 1, CustomerId = 2, Quantity = 0, Status = "cancelled" });
        ctx.Db.Customer.Insert(new Customer { Id = 1, Email = "Ada@Example.org", Phone = "030-1234", Points = 120, Tags = new() { "vip" } });
        ctx.Db.Customer.Insert(new Customer { Id = 2, Email = "bob@example.org", Phone = "(040) 99", Points = 5, Tags = new() });
    }

    [Reducer]
    public static void MigratePriceToCents(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter()) ctx.Db.Product.Id.Update(p with { PriceCents = (long)Math.Round(p.Price * 100) });
    }

    [Reducer]
    public static void MigratePriceInPlace(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter()) ctx.Db.Product.Id.Update(p with { Price = p.Price * 1.19 });
    }

    [Reducer]
    public static void MigratePriceOnceByFlag(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter().Where(p => !p.Repriced))
            ctx.Db.Product.Id.Update(p with { Price = p.Price * 1.19, Repriced = true });
    }

    [Reducer]
    public static void MigratePriceFlagNeverSet(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter().Where(p => !p.Repriced))
            ctx.Db.Product.Id.Update(p with { Price = p.Price * 1.19 });
    }

    [Reducer]
    public static void BackfillSlug(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter())
        {
            if (!string.IsNullOrEmpty(p.Slug)) continue;
            ctx.Db.Product.Id.Update(p with { Slug = Slugify(p.Title) });
        }
    }

    static string Slugify(string title) =>
        string.Join("-", title.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Reducer]
    public static void MigrateNormalizeTitle(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter())
            ctx.Db.Product.Id.Update(p with { Title = string.Join(" ", p.Title.Split(' ', StringSplitOptions.RemoveEmptyEntries)) });
    }

    [Reducer]
    public static void MigrateSkuPrefix(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter())
        {
            if (p.Sku.StartsWith("SKU-")) continue;
            ctx.Db.Product.Id.Update(p with { Sku = $"SKU-{p.Sku.ToUpperInvariant()}" });
        }
    }

    [Reducer]
    public static void MigrateSkuSuffix(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter()) ctx.Db.Product.Id.Update(p with { Sku = $"{p.Sku}-{p.Id}" });
    }

    [Reducer]
    public static void BackfillStatusCode(ReducerContext ctx)
    {
        foreach (var o in ctx.Db.Order2.Iter())
        {
            var code = o.Status switch { "open" => 0u, "paid" => 1u, "shipped" => 2u, _ => 9u };
            ctx.Db.Order2.Id.Update(o with { StatusCode = code });
        }
    }

    [Reducer]
    public static void MigrateAdvanceStatus(ReducerContext ctx)
    {
        foreach (var o in ctx.Db.Order2.Iter())
        {
            var next = o.Status switch { "open" => "paid", "paid" => "shipped", var s => s };
            ctx.Db.Order2.Id.Update(o with { Status = next });
        }
    }

    [Reducer]
    public static void MigrateRenameStatus(ReducerContext ctx)
    {
        foreach (var o in ctx.Db.Order2.Iter())
            if (o.Status == "cancelled") ctx.Db.Order2.Id.Update(o with { Status = "void" });
    }

    [Reducer]
    public static void BackfillTotals(ReducerContext ctx)
    {
        foreach (var o in ctx.Db.Order2.Iter())
        {
            if (ctx.Db.Product.Id.Find(o.ProductId) is not { } product) continue;
            ctx.Db.Order2.Id.Update(o with { TotalCents = (long)(product.Price * 100) * o.Quantity });
        }
    }

    [Reducer]
    public static void MigrateAddShippingToTotals(ReducerContext ctx)
    {
        foreach (var o in ctx.Db.Order2.Iter())
        {
            var copy = o;
            copy.TotalCents += 499;
            ctx.Db.Order2.Id.Update(copy);
        }
    }

    [Reducer]
    public static void PopulateCategories(ReducerContext ctx)
    {
        foreach (var group in ctx.Db.Product.Iter().GroupBy(p => p.Category))
        {
            if (ctx.Db.Category.Name.Find(group.Key) is not null) continue;
            ctx.Db.Category.Insert(new Category { Name = group.Key, Products = (uint)group.Count() });
        }
    }

    [Reducer]
    public static void PopulateCategoryCounts(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter())
        {
            if (ctx.Db.Category.Name.Find(p.Category) is { } c)
            {
                c.Products++;
                ctx.Db.Category.Name.Update(c);
            }
            else
            {
                ctx.Db.Category.Insert(new Category { Name = p.Category, Products = 1 });
            }
        }
    }

    [Reducer]
    public static void PopulateCategoryCountsAfresh(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.Category.Iter()) ctx.Db.Category.Name.Delete(c.Name);
        var counts = new Dictionary<string, uint>();
        foreach (var p in ctx.Db.Product.Iter())
        {
            counts.TryGetValue(p.Category, out var count);
            counts[p.Category] = count + 1;
        }
        foreach (var (name, count) in counts) ctx.Db.Category.Insert(new Category { Name = name, Products = count });
    }

    [Reducer]
    public static void MigrateLogged(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter()) ctx.Db.Product.Id.Update(p with { Category = p.Category.ToLowerInvariant() });
        ctx.Db.AuditLog.Insert(new AuditLog { Text = "lower-cased", At = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateEmails(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.Customer.Iter())
        {
            c.Email = c.Email.Trim().ToLowerInvariant();
            ctx.Db.Customer.Id.Update(c);
        }
    }

    [Reducer]
    public static void MigratePhones(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.Customer.Iter())
        {
            c.Phone = new string(c.Phone.Where(char.IsDigit).ToArray());
            ctx.Db.Customer.Id.Update(c);
        }
    }

    [Reducer]
    public static void MigratePhoneCountry(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.Customer.Iter())
        {
            c.Phone = "+49" + c.Phone.TrimStart('0');
            ctx.Db.Customer.Id.Update(c);
        }
    }

    [Reducer]
    public static void MigrateTiers(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.Customer.Iter())
        {
            c.Tier ??= c.Points >= 100 ? "gold" : "basic";
            ctx.Db.Customer.Id.Update(c);
        }
    }

    [Reducer]
    public static void MigrateTags(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.Customer.Iter())
        {
            c.Tags.Add("migrated");
            ctx.Db.Customer.Id.Update(c);
        }
    }

    [Reducer]
    public static void MigrateTagsOnce(ReducerContext ctx)
    {
        foreach (var c in ctx.Db.Customer.Iter())
        {
            if (c.Tags.Contains("migrated")) continue;
            c.Tags.Add("migrated");
            ctx.Db.Customer.Id.Update(c);
        }
    }

    [Reducer]
    public static void MigratePointsWithMarker(ReducerContext ctx)
    {
        if (ctx.Db.AppliedMigration.Key.Find("points") is { Done: true }) return;
        foreach (var c in ctx.Db.Customer.Iter())
        {
            c.Points *= 2;
            ctx.Db.Customer.Id.Update(c);
        }
        ctx.Db.AppliedMigration.Key.Delete("points");
        ctx.Db.AppliedMigration.Insert(new AppliedMigration { Key = "points", At = ctx.Timestamp, Done = true });
    }

    [Reducer]
    public static void MigratePointsMarkerNotDone(ReducerContext ctx)
    {
        if (ctx.Db.AppliedMigration.Key.Find("points2") is { Done: true }) return;
        foreach (var c in ctx.Db.Customer.Iter())
        {
            c.Points *= 2;
            ctx.Db.Customer.Id.Update(c);
        }
        ctx.Db.AppliedMigration.Key.Delete("points2");
        ctx.Db.AppliedMigration.Insert(new AppliedMigration { Key = "points2", At = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateMarkerThrows(ReducerContext ctx)
    {
        if (ctx.Db.AppliedMigration.Key.Find("throws") is not null) throw new Exception("already applied");
        foreach (var p in ctx.Db.Product.Iter()) ctx.Db.Product.Id.Update(p with { Stock = p.Stock + 10 });
        ctx.Db.AppliedMigration.Insert(new AppliedMigration { Key = "throws", At = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateMarkerByAny(ReducerContext ctx)
    {
        if (ctx.Db.AppliedMigration.Iter().Any(m => m.Key == "restock")) return;
        foreach (var p in ctx.Db.Product.Iter()) ctx.Db.Product.Id.Update(p with { Stock = p.Stock + 10 });
        ctx.Db.AppliedMigration.Insert(new AppliedMigration { Key = "restock", At = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateMarkerConditional(ReducerContext ctx)
    {
        if (ctx.Db.AppliedMigration.Key.Find("cond") is not null) return;
        var touched = 0;
        foreach (var p in ctx.Db.Product.Iter())
        {
            ctx.Db.Product.Id.Update(p with { Stock = p.Stock + 1 });
            if (p.Stock > 1000) touched++;
        }
        if (touched > 0) ctx.Db.AppliedMigration.Insert(new AppliedMigration { Key = "cond", At = ctx.Timestamp });
    }

    [Reducer]
    public static void MigrateMarkerSwallowed(ReducerContext ctx)
    {
        try
        {
            ctx.Db.AppliedMigration.Insert(new AppliedMigration { Key = "swallow", At = ctx.Timestamp });
        }
        catch (UniqueConstraintViolationException)
        {
            return;
        }
        foreach (var p in ctx.Db.Product.Iter()) ctx.Db.Product.Id.Update(p with { Stock = p.Stock + 1 });
    }

    [Reducer]
    public static void MigrateSwallowInLoop(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter())
        {
            try
            {
                ctx.Db.Category.Insert(new Category { Name = p.Category, Products = (uint)p.Stock });
            }
            catch (UniqueConstraintViolationException)
            {
                Log.Warn("there");
            }
        }
    }

    [Reducer]
    public static void MigrateClampStock(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter()) ctx.Db.Product.Id.Update(p with { Stock = Math.Clamp(p.Stock, 0, 10) });
    }

    [Reducer]
    public static void MigrateHalveStock(ReducerContext ctx)
    {
        foreach (var p in ctx.Db.Product.Iter()) ctx.Db.Product.Id.Update(p with { Stock = p.Stock / 2 });
    }
}
