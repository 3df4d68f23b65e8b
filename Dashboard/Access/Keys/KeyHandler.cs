using System.Security.Claims;
using System.Text.Encodings.Web;
using Anomaly.Dashboard.Access.Roles;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Anomaly.Dashboard.Access.Keys;

/// <summary>Knows whoever brings a key in <c>X-Api-Key</c> or <c>Authorization: Bearer</c>.</summary>
internal sealed class KeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, KeyBook book)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>The claim that has the hash of the key by which somebody signed in.</summary>
    public const string HashClaim = "anomaly_key";

    /// <summary>Who the bearer of a key is.</summary>
    public static ClaimsPrincipal Bearer(KnownKey key, string scheme) => new(new ClaimsIdentity(
        [new(ClaimTypes.Name, key.Name), new(Actor.RoleClaim, key.Role.NameOf()), new(HashClaim, key.Hash)], scheme));

    /// <summary>Finds a key, or why it is not accepted.</summary>
    public static (KnownKey? Key, string Flaw) Find(KeyBook book, string text)
    {
        if (book.Find(ApiKey.Hash(text)) is not { } key)
            return (null, "The key is not known: it was taken away, or it is not whole.");

        return book.IsOver(key) ? (null, $"The key '{key.Name}' expired at {key.ExpiresAt:u}.") : (key, "");
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Text() is not { Length: > 0 } text)
            return Task.FromResult(AuthenticateResult.Fail($"The header {(Request.Headers.ContainsKey(Schemes.KeyHeader) ? Schemes.KeyHeader : "Authorization")} has no key; send '{Schemes.KeyHeader}: <key>' or 'Authorization: Bearer <key>'."));

        var (key, flaw) = Find(book, text);
        return Task.FromResult(key is null ? AuthenticateResult.Fail(flaw) : AuthenticateResult.Success(new(Bearer(key, Scheme.Name), Scheme.Name)));
    }

    private string? Text() => Request.Headers[Schemes.KeyHeader] is [{ } key] ? key.Trim() : Schemes.BearerOf(Request);
}
