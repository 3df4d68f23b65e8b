namespace Anomaly.Producer.HostFigures;

/// <summary>The first line of <c>/proc/stat</c>, in clock ticks since the start, and the counters below it.</summary>
internal sealed record CpuTimes(ulong User, ulong System, ulong Idle, ulong IoWait, ulong Steal, ulong? ContextSwitches, ulong? Running)
{
    private ulong Total => User + System + Idle + IoWait + Steal;

    public static CpuTimes? Parse(string text)
    {
        ulong[]? ticks = null;
        ulong? switches = null;
        ulong? running = null;
        foreach (var line in ProcText.Lines(text))
        {
            var fields = ProcText.Fields(line);
            if (fields is ["cpu", _, _, _, _, ..])
                ticks = [.. fields.Skip(1).Select(field => ProcText.TryCount(field, out var n) ? n : 0)];
            else if (fields is ["ctxt", var context, ..] && ProcText.TryCount(context, out var count))
                switches = count;
            else if (fields is ["procs_running", var procs, ..] && ProcText.TryCount(procs, out var now))
                running = now;
        }

        if (ticks is null)
            return null;

        // user nice system idle iowait irq softirq steal; guest time is in user time already. Old kernels have fewer columns.
        ulong At(int column) => column < ticks.Length ? ticks[column] : 0;
        return new CpuTimes(At(0) + At(1), At(2) + At(5) + At(6), At(3), At(4), At(7), switches, running);
    }

    public void AddTo(ICollection<HostFigure> figures, CpuTimes? before, double seconds)
    {
        if (Running is { } running)
            figures.Add(new HostFigure("host.processes.running", running));
        if (before is null)
            return;
        if (ContextSwitches is { } now && before.ContextSwitches is { } then && now >= then)
            figures.Add(new HostFigure("host.context_switches.per_second", (now - then) / seconds));

        // A counter that went back (a processor was taken out, a container moved) says nothing about this second.
        if (Total <= before.Total || User < before.User || System < before.System || Idle < before.Idle || IoWait < before.IoWait || Steal < before.Steal)
            return;
        var share = 100.0 / (Total - before.Total);
        var idle = Idle - before.Idle + (IoWait - before.IoWait);
        figures.Add(new HostFigure("host.cpu.percent", 100 - (share * idle)));
        figures.Add(new HostFigure("host.cpu.user.percent", share * (User - before.User)));
        figures.Add(new HostFigure("host.cpu.system.percent", share * (System - before.System)));
        figures.Add(new HostFigure("host.cpu.iowait.percent", share * (IoWait - before.IoWait)));
        figures.Add(new HostFigure("host.cpu.steal.percent", share * (Steal - before.Steal)));
    }
}
