using Anomaly.Grains.Interfaces.Cluster;

namespace Anomaly.Grains.Cluster;

/// <summary>The cluster by its silos' last reports.</summary>
internal sealed class ClusterView(TimeProvider time)
{
    /// <summary>A silo that said something within this is heard.</summary>
    public static readonly TimeSpan Hearing = TimeSpan.FromSeconds(5);

    /// <summary>A silo that said nothing for this long is gone.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    /// <summary>Between two reports of a silo that lives there is less.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2.5);

    private readonly Dictionary<string, SiloView> _silos = new(StringComparer.Ordinal);

    /// <summary>How the cluster is now.</summary>
    public ClusterStatus Status
    {
        get
        {
            foreach (var (address, _) in _silos.Where(silo => time.GetElapsedTime(silo.Value.HeardAt) > Memory).ToArray())
            {
                _silos.Remove(address);
            }

            return new(time.GetUtcNow(), [.. _silos.Values
                .Select(silo => silo.Status(time.GetElapsedTime(silo.HeardAt) <= Hearing))
                .OrderBy(silo => silo.Report.Name, StringComparer.Ordinal)
                .ThenBy(silo => silo.Report.StartedAt)]);
        }
    }

    /// <summary>Takes a report.</summary>
    public void Take(SiloReport report)
    {
        if (!_silos.TryGetValue(report.Address, out var silo))
        {
            _silos[report.Address] = silo = new();
        }

        silo.Take(report, time.GetTimestamp());
        foreach (var (address, _) in _silos.Where(other => IsReplaced(other.Value, report)).ToArray())
        {
            _silos.Remove(address);
        }
    }

    /// <summary>Whether another silo began anew as this one: at the same address at once; by the same name once it is silent, because nothing keeps two from having one name.</summary>
    private bool IsReplaced(SiloView other, SiloReport by) =>
        other.Report.StartedAt < by.StartedAt
        && (Endpoint(other.Report) == Endpoint(by) || (other.Report.Name == by.Name && time.GetElapsedTime(other.HeardAt) > Silence));

    private static string Endpoint(SiloReport report) => report.Address.Split('@')[0];
}
