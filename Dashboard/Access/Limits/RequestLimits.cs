using System.Threading.RateLimiting;
using Anomaly.Dashboard.Api.Problems;
using Anomaly.Dashboard.Configuration;

namespace Anomaly.Dashboard.Access.Limits;

/// <summary>How many requests a client may make, and how many long ones at once. A client is whoever a key or a token says, else an address.</summary>
internal static class RequestLimits
{
    /// <summary>A burst may be what is allowed in so many seconds.</summary>
    private const int BurstSeconds = 10;

    /// <summary>Streams, exports and open pages of one client at once.</summary>
    private const int LongAtOnce = 100;

    public static void AddRequestLimits(this IServiceCollection services, FrontSettings web) => services.AddRateLimiter(options =>
    {
        options.GlobalLimiter = web.RequestsPerSecond == 0 ? Long() : PartitionedRateLimiter.CreateChained(Rate(web.RequestsPerSecond), Long());
        options.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
            return new(ApiProblem.TooMany(context.HttpContext, wait, "There are too many requests of this client at once, or in the last seconds; see Web:RequestsPerSecond.").ExecuteAsync(context.HttpContext));
        };
    });

    private static PartitionedRateLimiter<HttpContext> Rate(int perSecond) => PartitionedRateLimiter.Create<HttpContext, string>(context => IsHealth(context)
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(ClientOf(context), _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * BurstSeconds,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));

    private static PartitionedRateLimiter<HttpContext> Long() => PartitionedRateLimiter.Create<HttpContext, string>(context => IsLong(context)
        ? RateLimitPartition.GetConcurrencyLimiter(ClientOf(context), _ => new ConcurrencyLimiterOptions { PermitLimit = LongAtOnce })
        : RateLimitPartition.GetNoLimiter(""));

    /// <summary>An orchestrator must always be answered.</summary>
    private static bool IsHealth(HttpContext context) => context.Request.Path.StartsWithSegments("/healthz") || context.Request.Path.StartsWithSegments("/readyz");

    private static bool IsLong(HttpContext context) =>
        context.WebSockets.IsWebSocketRequest || context.Request.Path.StartsWithSegments("/anomalies/stream") || context.Request.Path.StartsWithSegments("/anomalies/export");

    private static string ClientOf(HttpContext context) =>
        Actor.Of(context.User) is { IsKnown: true } actor ? $"{context.User.Identity!.AuthenticationType} {actor.Name}" : Refusal.AddressOf(context) ?? "";
}
