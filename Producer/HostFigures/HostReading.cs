namespace Anomaly.Producer.HostFigures;

/// <summary>All counters of this machine at a moment; null where it does not tell.</summary>
internal sealed record HostReading(
    long Timestamp,
    CpuTimes? Cpu,
    MemorySizes? Memory,
    LoadAverages? Load,
    DiskCounters? Disks,
    NetworkCounters? Network,
    double? DiskUsedPercent);
