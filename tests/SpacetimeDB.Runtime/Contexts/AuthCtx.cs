namespace SpacetimeDB;

/// <summary>Who called: here a client without a token, or the database itself.</summary>
public sealed class AuthCtx
{
    private AuthCtx(bool isInternal) => IsInternal = isInternal;

    public bool IsInternal { get; }

    public bool HasJwt => Jwt is not null;

    public JwtClaims? Jwt => null;

    public static AuthCtx BuildFromSystemTables(ConnectionId? connectionId, Identity identity) => new(isInternal: connectionId is null);
}
