namespace Anomaly.Producer.HostFigures;

/// <summary>What a disk did since the start.</summary>
internal readonly record struct DiskCounter(ulong ReadBytes, ulong WrittenBytes, ulong BusyMilliseconds)
{
    public bool IsBefore(DiskCounter other) =>
        ReadBytes < other.ReadBytes || WrittenBytes < other.WrittenBytes || BusyMilliseconds < other.BusyMilliseconds;
}
