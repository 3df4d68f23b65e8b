namespace Anomaly.Dashboard.Readiness;

/// <summary>Checks for <c>/readyz</c> that a host of the web front may want.</summary>
public static class ReadinessExtensions
{
    private static readonly string[] Ready = ["ready"];

    /// <summary>Adds the check <c>storage</c>; it needs an <see cref="Storage.Schema.IStorageSchema"/>.</summary>
    /// <param name="checks">The host's checks.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddStorageCheck(this IHealthChecksBuilder checks) => checks.AddCheck<StorageCheck>("storage", tags: Ready);

    /// <summary>Adds the check <c>cluster</c>.</summary>
    /// <param name="checks">The host's checks.</param>
    /// <returns>The same builder.</returns>
    public static IHealthChecksBuilder AddClusterCheck(this IHealthChecksBuilder checks) => checks.AddCheck<ClusterCheck>("cluster", tags: Ready);
}
