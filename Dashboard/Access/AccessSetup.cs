using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Limits;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Access.SignIn;
using Anomaly.Dashboard.Access.Tokens;
using Anomaly.Dashboard.Configuration;
using Anomaly.Notifications.Secrets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;

namespace Anomaly.Dashboard.Access;

/// <summary>Who may do what.</summary>
internal static class AccessSetup
{
    public static void AddAccess(this IServiceCollection services, FrontSettings web)
    {
        services.AddSingleton(web);
        services.AddHttpContextAccessor();
        services.AddScoped<ICurrentActor, CurrentActor>();
        services.AddSingleton<KeyBook>();
        services.AddHostedService(provider => provider.GetRequiredService<KeyBook>());
        services.AddSingleton<FailedAttempts>();
        services.AddRequestLimits(web);

        var authentication = services.AddAuthentication(Schemes.Any)
            .AddPolicyScheme(Schemes.Any, null, options => options.ForwardDefaultSelector = context => Schemes.Choose(context, web))
            .AddScheme<AuthenticationSchemeOptions, OpenHandler>(Schemes.Open, null)
            .AddScheme<AuthenticationSchemeOptions, KeyHandler>(Schemes.Key, null)
            .AddCookie(Schemes.Page, options => PageCookie.SetUp(options, web));
        services.AddOptions<CookieAuthenticationOptions>(Schemes.Page).Configure<IServiceProvider>((options, provider) => options.DataProtectionProvider = SharedRing(provider));
        services.AddOptions<OpenIdConnectOptions>(Schemes.SingleSignOn).Configure<IServiceProvider>((options, provider) => options.DataProtectionProvider = SharedRing(provider));
        if (web.OpenIdConnect.Authority.Length > 0)
            authentication.AddTokens(web.OpenIdConnect);

        services.AddSingleton<IAuthorizationMiddlewareResultHandler, Refusal>();
        services.AddAuthorizationBuilder().SetFallbackPolicy(RoleRequirement.Policy(Role.Viewer)).SetDefaultPolicy(RoleRequirement.Policy(Role.Viewer));
        services.AddScoped<AuthenticationStateProvider, PageUser>();
        services.AddCascadingAuthenticationState();
    }

    /// <summary>So that who signed in at one host is signed in at all of them, and after a restart; null: the host's own.</summary>
    private static SharedKeyRing? SharedRing(IServiceProvider provider) => provider.GetService<SharedKeyRing>() is { HasKey: true } ring ? ring : null;

    /// <summary>Before the endpoints.</summary>
    public static void UseAccess(this WebApplication app)
    {
        app.UseCredentialGuard();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
    }
}
