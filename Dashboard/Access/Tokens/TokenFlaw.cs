using Microsoft.IdentityModel.Tokens;

namespace Anomaly.Dashboard.Access.Tokens;

/// <summary>Why a token is not accepted, in words that repeat nothing of it.</summary>
internal static class TokenFlaw
{
    /// <summary>How far the clocks may be apart.</summary>
    public static TimeSpan ClockSkew { get; } = TimeSpan.FromMinutes(1);

    /// <param name="exception">What the validation threw.</param>
    /// <param name="now">The time here.</param>
    public static string Explain(Exception exception, DateTimeOffset now) => exception switch
    {
        SecurityTokenExpiredException expired => $"The token expired at {expired.Expires:u}; here it is {now:u}. Get a new one; where it is new, one of the two clocks is wrong.",
        SecurityTokenNotYetValidException early => $"The token is valid from {early.NotBefore:u}; here it is {now:u}. One of the two clocks is wrong.",
        SecurityTokenInvalidLifetimeException or SecurityTokenNoExpirationException => "The token does not say until when it is valid.",
        SecurityTokenInvalidAudienceException => "The token was issued for another audience than Web:OpenIdConnect:Audience.",
        SecurityTokenInvalidIssuerException => "The token was issued by another than Web:OpenIdConnect:Authority.",
        SecurityTokenInvalidSigningKeyException or SecurityTokenSignatureKeyNotFoundException => "The token is signed by a key that the identity provider does not have.",
        SecurityTokenInvalidSignatureException => "The token's signature is wrong, or it has none.",
        SecurityTokenMalformedException or ArgumentException => "What was sent is no token (a JWT), and no key.",
        _ => "The token is not valid.",
    };
}
