using Anomaly.Producer.HostFigures;

namespace Anomaly.Producer.Tests.HostFigures;

public sealed class HostSamplerTests : IDisposable
{
    private readonly TestFolder _machine = new();
    private readonly JumpingTime _time = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    public HostSamplerTests()
    {
        Directory.CreateDirectory(Path.Combine(_machine.Path, "sys", "block", "nvme0n1"));
        Directory.CreateDirectory(Path.Combine(_machine.Path, "sys", "block", "sda"));
        Write("stat", ProcTexts.Stat);
        Write("meminfo", ProcTexts.Memory);
        Write("loadavg", ProcTexts.Load);
        Write("diskstats", ProcTexts.Disks);
        Write("net/dev", ProcTexts.Network);
    }

    [Fact]
    public void Sample_First_HasWhatNeedsNoComparison()
    {
        var figures = Sample(Sampler());
        Assert.Equal(75, figures["host.memory.used.percent"]);
        Assert.Equal(250_000 * 1024, figures["host.memory.available.bytes"]);
        Assert.Equal(25, figures["host.swap.used.percent"]);
        Assert.Equal([0.52, 1.25, 2], [figures["host.load.1m"], figures["host.load.5m"], figures["host.load.15m"]]);
        Assert.Equal(3, figures["host.processes.running"]);
        Assert.DoesNotContain(figures.Keys, name => name.StartsWith("host.cpu", StringComparison.Ordinal) || name.EndsWith("per_second", StringComparison.Ordinal));
    }

    [Fact]
    public void Sample_Second_HasPercentagesAndRates()
    {
        var sampler = Sampler();
        sampler.Sample();
        Write("stat", ProcTexts.StatLater);
        Write("diskstats", ProcTexts.DisksLater);
        Write("net/dev", ProcTexts.NetworkLater);
        _time.Advance(TimeSpan.FromSeconds(2));
        var figures = Sample(sampler);

        // 200 ticks in all: 40 user and nice, 25 system and interrupts, 100 idle, 20 waiting for disks, 15 stolen.
        Assert.Equal(40, figures["host.cpu.percent"], 9);
        Assert.Equal(20, figures["host.cpu.user.percent"], 9);
        Assert.Equal(12.5, figures["host.cpu.system.percent"], 9);
        Assert.Equal(10, figures["host.cpu.iowait.percent"], 9);
        Assert.Equal(7.5, figures["host.cpu.steal.percent"], 9);
        Assert.Equal(1000, figures["host.context_switches.per_second"], 9);
        Assert.Equal(400 * 512 / 2, figures["host.disk.read.bytes_per_second"], 9);
        Assert.Equal(800 * 512 / 2, figures["host.disk.write.bytes_per_second"], 9);
        Assert.Equal(25, figures["host.disk.busy.percent"], 9);
        Assert.Equal(2000, figures["host.network.receive.bytes_per_second"], 9);
        Assert.Equal(500, figures["host.network.transmit.bytes_per_second"], 9);
        Assert.Equal(1, figures["host.network.errors_per_second"], 9);
    }

    [Fact]
    public void Sample_CountersWentBack_LeavesTheRatesOutOnce()
    {
        Write("stat", ProcTexts.StatLater);
        Write("diskstats", ProcTexts.DisksLater);
        Write("net/dev", ProcTexts.NetworkLater);
        var sampler = Sampler();
        sampler.Sample();
        Write("stat", ProcTexts.Stat);
        Write("diskstats", "259 0 nvme0n1 1 0 2 3 5 0 1 4 0 50 7\n");
        Write("net/dev", "eth0: 1 1 0 0 0 0 0 0 1 1 0 0 0 0 0 0\n");
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(Sample(sampler).Keys, name => name.StartsWith("host.cpu", StringComparison.Ordinal) || name.EndsWith("per_second", StringComparison.Ordinal));

        Write("stat", ProcTexts.StatLater);
        _time.Advance(TimeSpan.FromSeconds(1));
        var after = Sample(sampler);
        Assert.Equal(40, after["host.cpu.percent"], 9);
        Assert.Equal(0, after["host.network.receive.bytes_per_second"]);
    }

    [Fact]
    public void Sample_NoTables_NamesWhatIsMissingAndGoesOn()
    {
        var sampler = new HostSampler(_time, Path.Combine(_machine.Path, "nowhere"), Path.Combine(_machine.Path, "nowhere"));
        sampler.Sample();
        _time.Advance(TimeSpan.FromSeconds(1));
        var figures = Sample(sampler);
        Assert.Contains("CPU", sampler.Missing);
        Assert.Contains("load", sampler.Missing);
        Assert.Contains("disk reads and writes", sampler.Missing);
        Assert.Contains("host.disk.used.percent", figures.Keys);
    }

    [Fact]
    public void Sample_TablesOfAnotherShape_AreMissingNotWrong()
    {
        foreach (var table in (string[])["stat", "meminfo", "loadavg", "diskstats", "net/dev"])
            Write(table, "what is this?\n:\n1 2 x\ncpu\n");
        var sampler = Sampler();
        Sample(sampler);
        Assert.Equal(["CPU", "memory", "load", "disk reads and writes", "network"], sampler.Missing);
    }

    public void Dispose() => _machine.Dispose();

    private static Dictionary<string, double> Sample(HostSampler sampler) => sampler.Sample().ToDictionary(figure => figure.Name, figure => figure.Value);

    private HostSampler Sampler() => new(_time, Path.Combine(_machine.Path, "proc"), Path.Combine(_machine.Path, "sys"));

    private void Write(string table, string text) => _machine.Write(Path.Combine("proc", table), text);
}
