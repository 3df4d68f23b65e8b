namespace Anomaly.Producer.HostFigures;

/// <summary><c>/proc/diskstats</c> of whole disks: bytes read and written, and milliseconds busy, since the start.</summary>
internal sealed record DiskCounters(IReadOnlyDictionary<string, DiskCounter> Disks)
{
    private const ulong SectorBytes = 512; // the kernel's unit here, whatever the disk's own sectors are

    // Layers over disks that are counted themselves, and memory that poses as a disk.
    private static readonly string[] NotDisks = ["loop", "ram", "zram", "dm-", "md", "sr", "fd", "nbd"];

    /// <summary>Reads the table.</summary>
    /// <param name="text">The file.</param>
    /// <param name="isWholeDisk">Whether a device is a disk and not a part of one.</param>
    /// <returns>The counters; null where the table is of another shape.</returns>
    public static DiskCounters? Parse(string text, Func<string, bool> isWholeDisk)
    {
        var disks = new Dictionary<string, DiskCounter>(StringComparer.Ordinal);
        foreach (var line in ProcText.Lines(text))
        {
            var fields = ProcText.Fields(line);
            if (fields.Length < 13 || !ProcText.TryCount(fields[5], out var read) || !ProcText.TryCount(fields[9], out var written) || !ProcText.TryCount(fields[12], out var busy))
                continue;
            var name = fields[2];
            if (!NotDisks.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && isWholeDisk(name))
                disks[name] = new DiskCounter(read * SectorBytes, written * SectorBytes, busy);
        }

        return disks.Count == 0 ? null : new DiskCounters(disks);
    }

    public void AddTo(ICollection<HostFigure> figures, DiskCounters? before, double seconds)
    {
        double read = 0, written = 0, busiest = 0;
        var comparable = false;
        foreach (var (name, now) in Disks)
        {
            // A disk that is new, or whose counters began again, is counted from the next second on.
            if (before is null || !before.Disks.TryGetValue(name, out var then) || now.IsBefore(then))
                continue;
            comparable = true;
            read += now.ReadBytes - then.ReadBytes;
            written += now.WrittenBytes - then.WrittenBytes;
            busiest = Math.Max(busiest, (now.BusyMilliseconds - then.BusyMilliseconds) / seconds / 10);
        }

        if (!comparable)
            return;
        figures.Add(new HostFigure("host.disk.read.bytes_per_second", read / seconds));
        figures.Add(new HostFigure("host.disk.write.bytes_per_second", written / seconds));
        figures.Add(new HostFigure("host.disk.busy.percent", Math.Min(busiest, 100)));
    }
}
