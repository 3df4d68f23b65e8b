namespace Anomaly.Producer.HostFigures;

/// <summary>
/// Measures this machine: percentages and rates between two readings, so that the first sample lacks the rates. On
/// anything but Linux it gives what .NET knows; <see cref="Missing"/> names the rest.
/// </summary>
public sealed class HostSampler
{
    private readonly string _proc;
    private readonly string _sys;
    private readonly TimeProvider _time;
    private HostReading? _last;

    /// <summary>Makes a sampler.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="proc">Where the kernel's tables are.</param>
    /// <param name="sys">Where the kernel's devices are.</param>
    public HostSampler(TimeProvider time, string proc = "/proc", string sys = "/sys")
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _proc, _sys) = (time, proc, sys);
    }

    /// <summary>What the last reading could not tell, in words.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>Reads the machine and compares with the reading before.</summary>
    /// <returns>Every figure that is known.</returns>
    public IReadOnlyList<HostFigure> Sample()
    {
        var before = _last;
        var now = _last = Read();
        var seconds = before is null ? 0 : _time.GetElapsedTime(before.Timestamp, now.Timestamp).TotalSeconds;
        if (seconds <= 0)
            before = null;

        var figures = new List<HostFigure>(24);
        now.Cpu?.AddTo(figures, before?.Cpu, seconds);
        now.Memory?.AddTo(figures);
        now.Load?.AddTo(figures);
        now.Disks?.AddTo(figures, before?.Disks, seconds);
        now.Network?.AddTo(figures, before?.Network, seconds);
        if (now.DiskUsedPercent is { } used)
            figures.Add(new HostFigure("host.disk.used.percent", used));
        return figures;
    }

    private HostReading Read()
    {
        var reading = new HostReading(
            _time.GetTimestamp(),
            Text("stat") is { } stat ? CpuTimes.Parse(stat) : null,
            Text("meminfo") is { } memory ? MemorySizes.Parse(memory) : RuntimeFigures.Memory(),
            Text("loadavg") is { } load ? LoadAverages.Parse(load) : null,
            Text("diskstats") is { } disks ? DiskCounters.Parse(disks, IsWholeDisk) : null,
            Text("net/dev") is { } network ? NetworkCounters.Parse(network) : NetworkCounters.FromRuntime(),
            RuntimeFigures.DiskUsedPercent());

        var missing = new List<string>();
        if (reading.Cpu is null)
            missing.Add("CPU");
        if (reading.Memory is null)
            missing.Add("memory");
        if (reading.Load is null)
            missing.Add("load");
        if (reading.Disks is null)
            missing.Add("disk reads and writes");
        if (reading.Network is null)
            missing.Add("network");
        Missing = missing;
        return reading;
    }

    private string? Text(string file)
    {
        try
        {
            return File.ReadAllText(Path.Combine(_proc, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Partitions are no entries of /sys/block. Without that folder a device counts, rather than none.
    private bool IsWholeDisk(string name)
    {
        var blocks = Path.Combine(_sys, "block");
        return !Directory.Exists(blocks) || Directory.Exists(Path.Combine(blocks, name.Replace('/', '!')));
    }
}
