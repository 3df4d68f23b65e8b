namespace Anomaly.Producer.HostFigures;

/// <summary>What .NET itself knows of the machine.</summary>
internal static class RuntimeFigures
{
    public static MemorySizes? Memory()
    {
        var memory = GC.GetGCMemoryInfo();
        if (memory.TotalAvailableMemoryBytes <= 0 || memory.MemoryLoadBytes <= 0)
            return null; // not known before the first collection
        var total = (ulong)memory.TotalAvailableMemoryBytes;
        return new MemorySizes(total, total - Math.Min(total, (ulong)memory.MemoryLoadBytes), 0, 0);
    }

    /// <summary>How full the file system is that the program runs from.</summary>
    public static double? DiskUsedPercent()
    {
        try
        {
            var drive = new DriveInfo(Path.GetPathRoot(AppContext.BaseDirectory) ?? "/");
            return drive.TotalSize > 0 ? 100.0 * (drive.TotalSize - drive.TotalFreeSpace) / drive.TotalSize : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
