namespace SpacetimeDB;

public abstract class StdbException : Exception
{
    public abstract override string Message { get; }
}

public class NotInTransactionException : StdbException
{
    public override string Message => "ABI call can only be made while in a transaction";
}

public class NoSuchTableException : StdbException
{
    public override string Message => "No such table";
}

public class NoSuchIndexException : StdbException
{
    public override string Message => "No such index";
}

public class NoSuchRowException : StdbException
{
    public override string Message => "The row was not found, e.g., in an update call";
}

public class UniqueConstraintViolationException : StdbException
{
    public override string Message => "Value with given unique identifier already exists";
}

public class AutoIncOverflowException : StdbException
{
    public override string Message => "The auto-increment sequence overflowed";
}

public class HttpException : StdbException
{
    public override string Message => "HTTP request failed";
}
