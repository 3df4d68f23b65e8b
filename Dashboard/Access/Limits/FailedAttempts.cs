using System.Threading.RateLimiting;

namespace Anomaly.Dashboard.Access.Limits;

/// <summary>
/// How often one address is told why its credential is not accepted. Keys cannot be guessed; this spares the log. Good credentials from the same address,
/// which may be a proxy's, are not held up.
/// </summary>
internal sealed class FailedAttempts : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetTokenBucketLimiter(
        address,
        _ => new TokenBucketRateLimiterOptions { TokenLimit = 20, TokensPerPeriod = 1, ReplenishmentPeriod = Period }));

    /// <summary>How long until one more attempt is let through.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromSeconds(3);

    /// <summary>Counts one that was refused.</summary>
    /// <returns>Whether it is within what an address may.</returns>
    public bool Count(HttpContext context)
    {
        using var lease = _limiter.AttemptAcquire(Refusal.AddressOf(context) ?? "");
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
