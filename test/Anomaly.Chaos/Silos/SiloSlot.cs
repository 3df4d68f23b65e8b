using System.Globalization;
using Anomaly.Chaos.Running;
using Anomaly.Testing.Postgres;

namespace Anomaly.Chaos.Silos;

/// <summary>A place for a silo: however one ends, another is started after a pause, half of them on new ports.</summary>
internal sealed class SiloSlot(int number, string folder, IReadOnlyDictionary<string, string> settings, int seed, RunClock clock) : IAsyncDisposable
{
    private readonly Random _random = new(HashCode.Combine(seed, number));
    private readonly List<ChaosSilo> _starts = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private int _siloPort = LoopbackPort.Take();
    private int _gatewayPort = LoopbackPort.Take();
    private Task _loop = Task.CompletedTask;

    public int Number { get; } = number;

    /// <summary>Whether a silo that ended is started again.</summary>
    public bool Restarts { get; set; } = true;

    /// <summary>The newest start.</summary>
    public ChaosSilo Silo
    {
        get
        {
            lock (_gate)
            {
                return _starts[^1];
            }
        }
    }

    public IReadOnlyList<ChaosSilo> Starts
    {
        get
        {
            lock (_gate)
            {
                return [.. _starts];
            }
        }
    }

    public void Start()
    {
        Launch();
        _loop = KeepAsync();
    }

    /// <summary>Ends the silo at once and starts no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_starts.Count > 0 && !_loop.IsCompleted)
        {
            Silo.Signal(Chaos.Silo.Faults.Signals.Kill);
        }

        await _loop;
        foreach (var silo in Starts)
        {
            silo.Dispose();
        }
    }

    private async Task KeepAsync()
    {
        while (true)
        {
            var silo = Silo;
            if (await Task.WhenAny(silo.Running, silo.Exited) == silo.Running)
            {
                clock.Say($"silo {silo.Name} runs (process {silo.Id})");
            }

            await silo.Exited;
            if (_end.IsCancellationRequested)
            {
                return;
            }

            clock.Say($"silo {silo.Name} ended with code {silo.ExitCode}");
            if (!Restarts)
            {
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(200, 4000)), _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_end.IsCancellationRequested)
            {
                return;
            }

            if (_random.Next(2) == 0)
            {
                (_siloPort, _gatewayPort) = (LoopbackPort.Take(), LoopbackPort.Take());
                clock.Say($"silo {Number} gets new ports");
            }

            Launch();
        }
    }

    private void Launch()
    {
        var all = new Dictionary<string, string>(settings)
        {
            ["Cluster__SiloPort"] = Text(_siloPort),
            ["Cluster__GatewayPort"] = Text(_gatewayPort),
            ["Web__MetricsPort"] = Text(LoopbackPort.Take()),
        };
        lock (_gate)
        {
            if (_end.IsCancellationRequested)
            {
                return;
            }

            _starts.Add(ChaosSilo.Launch($"{Number}.{_starts.Count + 1}", folder, all));
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
