using Anomaly.Dashboard.Access.Keys;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Anomaly.Dashboard.Access.SignIn;

/// <summary>Whose page it is. A page that stays open is not asked for its cookie again: this looks whether the key is still accepted.</summary>
internal sealed class PageUser(ILoggerFactory loggers, KeyBook book, TimeProvider time) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    private readonly long _opened = time.GetTimestamp();

    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(10);

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        var user = authenticationState.User;
        return Task.FromResult(Actor.Of(user)?.IsKnown == false || (PageCookie.StillHolds(user, book) && time.GetElapsedTime(_opened) < PageCookie.Lifetime));
    }
}
