using System.Net.NetworkInformation;

namespace Anomaly.Producer.HostFigures;

/// <summary>The interfaces that lead out of the machine.</summary>
internal sealed record NetworkCounters(IReadOnlyDictionary<string, NetworkCounter> Interfaces)
{
    // What passes these passes an outer interface too, or never leaves.
    private static readonly string[] Inner = ["lo", "veth", "docker", "br-", "virbr", "ifb", "dummy", "cni", "flannel", "cali"];

    /// <summary>Reads <c>/proc/net/dev</c>.</summary>
    public static NetworkCounters? Parse(string text)
    {
        var interfaces = new Dictionary<string, NetworkCounter>(StringComparer.Ordinal);
        foreach (var line in ProcText.Lines(text))
        {
            var colon = line.LastIndexOf(':'); // an alias such as eth0:1 has one of its own
            if (colon < 0)
                continue;
            var name = line[..colon].Trim();
            var fields = ProcText.Fields(line[(colon + 1)..]);
            if (fields.Length >= 12 && !IsInner(name)
                && ProcText.TryCount(fields[0], out var received) && ProcText.TryCount(fields[2], out var receiveErrors)
                && ProcText.TryCount(fields[8], out var sent) && ProcText.TryCount(fields[10], out var sendErrors))
                interfaces[name] = new NetworkCounter(received, sent, receiveErrors + sendErrors);
        }

        return interfaces.Count == 0 ? null : new NetworkCounters(interfaces);
    }

    /// <summary>Asks .NET, where the kernel has no such table.</summary>
    public static NetworkCounters? FromRuntime()
    {
        try
        {
            var interfaces = NetworkInterface.GetAllNetworkInterfaces()
                .Where(one => one.NetworkInterfaceType is not (NetworkInterfaceType.Loopback or NetworkInterfaceType.Tunnel))
                .DistinctBy(one => one.Id)
                .ToDictionary(one => one.Id, Count, StringComparer.Ordinal);
            return interfaces.Count == 0 ? null : new NetworkCounters(interfaces);
        }
        catch (Exception e) when (e is NetworkInformationException or PlatformNotSupportedException)
        {
            return null;
        }
    }

    public void AddTo(ICollection<HostFigure> figures, NetworkCounters? before, double seconds)
    {
        double received = 0, sent = 0, errors = 0;
        var comparable = false;
        foreach (var (name, now) in Interfaces)
        {
            if (before is null || !before.Interfaces.TryGetValue(name, out var then) || now.IsBefore(then))
                continue;
            comparable = true;
            received += now.ReceivedBytes - then.ReceivedBytes;
            sent += now.SentBytes - then.SentBytes;
            errors += now.Errors - then.Errors;
        }

        if (!comparable)
            return;
        figures.Add(new HostFigure("host.network.receive.bytes_per_second", received / seconds));
        figures.Add(new HostFigure("host.network.transmit.bytes_per_second", sent / seconds));
        figures.Add(new HostFigure("host.network.errors_per_second", errors / seconds));
    }

    private static bool IsInner(string name) => Inner.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static NetworkCounter Count(NetworkInterface one)
    {
        var statistics = one.GetIPStatistics();
        return new NetworkCounter(
            (ulong)statistics.BytesReceived,
            (ulong)statistics.BytesSent,
            (ulong)(statistics.IncomingPacketsWithErrors + statistics.OutgoingPacketsWithErrors));
    }
}
