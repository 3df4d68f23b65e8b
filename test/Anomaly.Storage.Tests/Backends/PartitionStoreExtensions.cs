using Anomaly.Storage.Partitions;

namespace Anomaly.Storage.Tests.Backends;

/// <summary>A short word for the tests that are not about versions.</summary>
public static class PartitionStoreExtensions
{
    /// <summary>Claims as a program that reads version 1 of the states.</summary>
    public static async Task<PartitionClaim> ClaimAsync(this IPartitionStore store, string topic, int partition, PartitionLog log, CancellationToken cancellationToken) =>
        (PartitionClaim)await store.ClaimAsync(topic, partition, log, 1, cancellationToken);
}
