using Microsoft.AspNetCore.Components.Authorization;

namespace Anomaly.Dashboard.Access;

/// <summary>One for each request and each page.</summary>
/// <param name="requests">Knows the request.</param>
/// <param name="services">Know whose page it is.</param>
internal sealed class CurrentActor(IHttpContextAccessor requests, IServiceProvider services) : ICurrentActor
{
    // As it was when the page was opened: later there is no request.
    private readonly string? _address = requests.HttpContext is { } context ? Refusal.AddressOf(context) : null;

    public string? Address => _address;

    public async ValueTask<Actor?> GetAsync() => Actor.Of(Request is { } request
        ? request.User
        : (await services.GetRequiredService<AuthenticationStateProvider>().GetAuthenticationStateAsync()).User);

    /// <summary>The request that is being answered; a page's own is the one that opened it, whose user may be another by now.</summary>
    private HttpContext? Request => requests.HttpContext is { } context && !context.Request.Path.StartsWithSegments("/_blazor") ? context : null;
}
