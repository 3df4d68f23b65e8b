namespace Anomaly.Producer.HostFigures;

/// <summary>Memory, in bytes.</summary>
internal sealed record MemorySizes(ulong Total, ulong Available, ulong SwapTotal, ulong SwapFree)
{
    /// <summary>Reads <c>/proc/meminfo</c>.</summary>
    public static MemorySizes? Parse(string text)
    {
        var sizes = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (var line in ProcText.Lines(text))
        {
            if (ProcText.Fields(line) is [var name, var size, ..] && ProcText.TryCount(size, out var kilobytes))
                sizes[name.TrimEnd(':')] = kilobytes * 1024;
        }

        if (!sizes.TryGetValue("MemTotal", out var total) || total == 0)
            return null;

        // Kernels before 3.14 do not tell what is available; free and caches come near.
        ulong Size(string name) => sizes.GetValueOrDefault(name);
        var available = sizes.TryGetValue("MemAvailable", out var told) ? told : Size("MemFree") + Size("Buffers") + Size("Cached");
        return new MemorySizes(total, Math.Min(available, total), Size("SwapTotal"), Size("SwapFree"));
    }

    public void AddTo(ICollection<HostFigure> figures)
    {
        figures.Add(new HostFigure("host.memory.used.percent", 100.0 * (Total - Available) / Total));
        figures.Add(new HostFigure("host.memory.available.bytes", Available));
        if (SwapTotal > 0 && SwapFree <= SwapTotal)
            figures.Add(new HostFigure("host.swap.used.percent", 100.0 * (SwapTotal - SwapFree) / SwapTotal));
    }
}
