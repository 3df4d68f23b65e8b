using System.Security.Claims;
using System.Security.Cryptography;
using Anomaly.Testing.Postgres;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>An OpenID Connect provider (OpenIddict) on loopback, without accounts: whoever comes is let in as whom <see cref="User"/> says.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string Audience = "anomaly-api";
    public const string ClientId = "anomaly-pages";
    public const string ClientSecret = "the-secret-of-the-client";

    private readonly RsaSecurityKey _key;
    private readonly WebApplication _app;

    private IdentityProvider(WebApplication app, string address, RsaSecurityKey key) => (_app, Address, _key) = (app, address, key);

    public string Address { get; }

    /// <summary>Who signs in next, and their roles.</summary>
    public static (string Name, string[] Roles) User { get; set; } = ("ana", ["admin"]);

    public static async Task<IdentityProvider> StartAsync()
    {
        var address = $"http://127.0.0.1:{LoopbackPort.Take()}";
        var key = new RsaSecurityKey(RSA.Create(2048)) { KeyId = "signing-key" };
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        builder.Services.AddOpenIddict().AddServer(options =>
        {
            options.SetIssuer(new Uri(address + "/"));
            options.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token");
            options.AllowAuthorizationCodeFlow().AllowClientCredentialsFlow();
            options.AddSigningKey(key).AddEphemeralEncryptionKey().DisableAccessTokenEncryption();
            options.RegisterScopes(Scopes.OpenId, Scopes.Profile);
            // Nothing is stored: the one client is known by heart, and codes and tokens carry what they need.
            options.EnableDegradedMode();
            options.UseAspNetCore().DisableTransportSecurityRequirement().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough();
            options.AddEventHandler<OpenIddictServerEvents.ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId)
                    context.Reject(Errors.InvalidClient);
                return default;
            }));
            options.AddEventHandler<OpenIddictServerEvents.ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
                    context.Reject(Errors.InvalidClient);
                return default;
            }));
        });
        var app = builder.Build();
        app.UseAuthentication();
        app.MapGet("/authorize", (Delegate)Authorize);
        app.MapPost("/token", (Delegate)TokenAsync);
        await app.StartAsync();
        return new IdentityProvider(app, address, key);
    }

    /// <summary>A token as the provider signs them, with whatever times, audience and roles a test wants.</summary>
    public string Sign(DateTimeOffset from, DateTimeOffset to, string audience = Audience, string? issuer = null, SecurityKey? key = null, params string[] roles) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Address + "/",
            Audience = audience,
            NotBefore = from.UtcDateTime,
            IssuedAt = from.UtcDateTime,
            Expires = to.UtcDateTime,
            Claims = new Dictionary<string, object> { ["sub"] = "1", ["client_id"] = "robot", ["roles"] = roles },
            SigningCredentials = new SigningCredentials(key ?? _key, SecurityAlgorithms.RsaSha256),
        });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static IResult Authorize(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        return Results.SignIn(Principal(request.GetScopes()), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static async Task<IResult> TokenAsync(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
            return Results.SignIn(Principal([]), null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);

        var code = await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(context, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return Results.SignIn(code.Principal!, null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static ClaimsPrincipal Principal(IEnumerable<string> scopes)
    {
        var (name, roles) = User;
        var identity = new ClaimsIdentity("provider", Claims.Name, "roles");
        identity.SetClaim(Claims.Subject, "1").SetClaim(Claims.PreferredUsername, name);
        identity.SetClaims("roles", [.. roles]);
        identity.SetScopes(scopes);
        identity.SetAudiences(Audience);
        identity.SetDestinations(_ => [Destinations.AccessToken, Destinations.IdentityToken]);
        return new ClaimsPrincipal(identity);
    }
}
