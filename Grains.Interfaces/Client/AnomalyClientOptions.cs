namespace Anomaly.Grains.Interfaces.Client;

/// <summary>How a .NET service reaches an Anomaly cluster.</summary>
public sealed class AnomalyClientOptions
{
    /// <summary>The cluster's id; it must be the silos' own.</summary>
    /// <value>The default value is <c>anomaly</c>.</value>
    public string ClusterId { get; set; } = "anomaly";

    /// <summary>The service's id; it must be the silos' own.</summary>
    /// <value>The default value is <c>anomaly</c>.</value>
    public string ServiceId { get; set; } = "anomaly";

    /// <summary>
    /// How the client finds the silos, such as <c>client => client.UseAdoNetClustering(…)</c> with the silos' database. It is
    /// given from outside, because this package has no database code.
    /// </summary>
    /// <value>There is no default; it must be set.</value>
    public Action<IClientBuilder>? Clustering { get; set; }

    /// <summary>The pause between two attempts to reach the cluster at the start.</summary>
    /// <value>The default value is 2 seconds; it must be positive.</value>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromSeconds(2);

    internal void Validate()
    {
        Check(!string.IsNullOrWhiteSpace(ClusterId), nameof(ClusterId), "is empty; set it to the ClusterId of the silos");
        Check(!string.IsNullOrWhiteSpace(ServiceId), nameof(ServiceId), "is empty; set it to the ServiceId of the silos");
        Check(Clustering is not null, nameof(Clustering), "is not set; set it to how the client finds the silos, such as client => client.UseAdoNetClustering(…)");
        Check(RetryPause > TimeSpan.Zero, nameof(RetryPause), $"is {RetryPause}; it must be positive");
    }

    private static void Check(bool good, string name, string complaint)
    {
        if (!good)
            throw new InvalidOperationException($"Anomaly client: {nameof(AnomalyClientOptions)}.{name} {complaint}.");
    }
}
