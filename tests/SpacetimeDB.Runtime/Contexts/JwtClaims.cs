namespace SpacetimeDB;

public sealed class JwtClaims
{
    internal JwtClaims(Identity identity, string subject, string issuer, IReadOnlyList<string> audience, string rawPayload)
    {
        Identity = identity;
        Subject = subject;
        Issuer = issuer;
        Audience = audience;
        RawPayload = rawPayload;
    }

    public Identity Identity { get; }

    public string Subject { get; }

    public string Issuer { get; }

    public IReadOnlyList<string> Audience { get; }

    public string RawPayload { get; }
}
