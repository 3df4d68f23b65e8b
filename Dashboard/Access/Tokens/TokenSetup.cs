using Anomaly.Dashboard.Configuration;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Anomaly.Dashboard.Access.Tokens;

/// <summary>The identity provider's two ways: tokens that programs bring, and people who sign in.</summary>
internal static class TokenSetup
{
    public const string CallbackPath = "/sign-in/callback";

    public static void AddTokens(this AuthenticationBuilder authentication, OpenIdConnectSettings provider)
    {
        var isSecure = provider.Authority.StartsWith(Uri.UriSchemeHttps, StringComparison.Ordinal);
        authentication.Services.AddSingleton(new RoleMapper(provider));
        if (provider.Audience.Length > 0)
            authentication.AddJwtBearer(Schemes.Token, options => SetUp(options, provider, isSecure));
        if (provider.ClientId.Length > 0)
            authentication.AddOpenIdConnect(Schemes.SingleSignOn, options => SetUp(options, provider, isSecure));
    }

    private static void SetUp(JwtBearerOptions options, OpenIdConnectSettings provider, bool isSecure)
    {
        options.Authority = provider.Authority;
        options.Audience = provider.Audience;
        options.MapInboundClaims = false;
        options.RequireHttpsMetadata = isSecure;
        options.TokenValidationParameters.ClockSkew = TokenFlaw.ClockSkew;
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var mapper = context.HttpContext.RequestServices.GetRequiredService<RoleMapper>();
                var user = mapper.Map(context.Principal!, Schemes.Token);
                if (Actor.Of(user) is null)
                    Refusal.Note(context.HttpContext, mapper.Explain(context.Principal!));

                context.Principal = user;
                return Task.CompletedTask;
            },
            OnAuthenticationFailed = async context =>
            {
                var services = context.HttpContext.RequestServices;
                if (await FindAwayAsync(context) is { } away)
                {
                    services.GetRequiredService<ILogger<RoleMapper>>().ProviderAway(away.Message);
                    Refusal.NoteAway(context.HttpContext);
                }

                context.Fail(TokenFlaw.Explain(context.Exception, services.GetRequiredService<TimeProvider>().GetUtcNow()));
            },
        };
    }

    /// <summary>A token is called wrong too where the provider's keys could never be read.</summary>
    private static async Task<Exception?> FindAwayAsync(Microsoft.AspNetCore.Authentication.JwtBearer.AuthenticationFailedContext context)
    {
        try
        {
            // At hand where it was read once.
            await context.Options.ConfigurationManager!.GetConfigurationAsync(context.HttpContext.RequestAborted);
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or HttpRequestException or IOException)
        {
            return exception;
        }
    }

    private static void SetUp(OpenIdConnectOptions options, OpenIdConnectSettings provider, bool isSecure)
    {
        options.SignInScheme = Schemes.Page;
        options.Authority = provider.Authority;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret.Length > 0 ? provider.ClientSecret : null;
        options.RequireHttpsMetadata = isSecure;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // Coming back is then a visit and no form of another site: its cookies need not be sent by other sites' pages.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.CallbackPath = CallbackPath;
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = false;
        options.SaveTokens = false;
        options.TokenValidationParameters.ClockSkew = TokenFlaw.ClockSkew;
        options.Scope.Clear();
        foreach (var scope in provider.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            options.Scope.Add(scope);

        options.Events = new OpenIdConnectEvents
        {
            OnTokenValidated = context =>
            {
                var mapper = context.HttpContext.RequestServices.GetRequiredService<RoleMapper>();
                var user = mapper.Map(context.Principal!, Schemes.SingleSignOn);
                if (Actor.Of(user) is null)
                    context.Fail(mapper.Explain(context.Principal!));

                context.Principal = user;
                return Task.CompletedTask;
            },
            OnRemoteFailure = context =>
            {
                var reason = context.Failure?.Message ?? "it was broken off";
                context.HttpContext.RequestServices.GetRequiredService<ILogger<RoleMapper>>()
                    .CredentialRefused(context.Request.Method, context.Request.Path, Refusal.AddressOf(context.HttpContext), reason);
                context.Response.Redirect("/sign-in?failed=provider");
                context.HandleResponse();
                return Task.CompletedTask;
            },
        };
    }
}
