namespace Anomaly.Storage.Schema;

/// <summary>Whether the tables are a service's own.</summary>
internal static class SchemaOwner
{
    /// <exception cref="StorageException">They are another's.</exception>
    public static void Check(string owner, string serviceId, string setting, string value)
    {
        if (!string.Equals(owner, serviceId, StringComparison.Ordinal))
            throw new StorageException(
                $"{setting} is '{value}', whose tables belong to the service '{owner}', and Cluster:ServiceId is '{serviceId}'; set {setting} to another value, or Cluster:ServiceId to '{owner}'.");
    }
}
