using Anomaly.Chaos.Running;
using Anomaly.Chaos.Silo.Faults;

namespace Anomaly.Chaos.Silos;

/// <summary>All silos of a run. Its disposal ends every process.</summary>
internal sealed class SiloFleet : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(400);

    private readonly SiloSlot[] _slots;

    public SiloFleet(int silos, string folder, IReadOnlyDictionary<string, string> settings, int seed, RunClock clock)
    {
        _slots = [.. Enumerable.Range(1, silos).Select(number => new SiloSlot(number, folder, settings, seed, clock))];
    }

    public IReadOnlyList<SiloSlot> Slots => _slots;

    public IEnumerable<ChaosSilo> Starts => _slots.SelectMany(slot => slot.Starts);

    public int RunningCount => _slots.Count(slot => slot.Silo.IsRunning && !slot.Silo.IsStopped);

    /// <summary>Starts them, the first alone, so that it makes the tables.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var slot in _slots)
        {
            slot.Start();
            if (slot.Number == 1 || slot.Number == _slots.Length)
            {
                await Task.WhenAll(_slots[..slot.Number].Select(started => started.Silo.Running)).WaitAsync(StartPatience, cancellationToken);
            }
        }
    }

    /// <summary>Waits until as many silos run.</summary>
    public async Task WaitForRunningAsync(int count, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(StartPatience);
        while (RunningCount < count)
        {
            await Task.Delay(Look, patience.Token);
        }
    }

    /// <summary>A silo that owns partitions and is at work: the first in an order of preference.</summary>
    public async Task<SiloSlot?> FindBusyAsync(int preference, TimeSpan patience, CancellationToken cancellationToken)
    {
        var order = _slots.Select((_, i) => _slots[(i + preference) % _slots.Length]).ToArray();
        var seen = order.Select(slot => (slot.Silo, Applied: slot.Silo.Read(Counter.Applied))).ToArray();
        for (var waited = TimeSpan.Zero; waited < patience; waited += Look)
        {
            await Task.Delay(Look, cancellationToken);
            for (var i = 0; i < order.Length; i++)
            {
                var (silo, applied) = (order[i].Silo, order[i].Silo.Read(Counter.Applied));
                if (silo == seen[i].Silo && silo.IsRunning && applied > seen[i].Applied)
                {
                    return order[i];
                }

                seen[i] = (silo, applied);
            }
        }

        return null;
    }

    /// <summary>The sum of a counter over all starts of all silos, those that were killed among them.</summary>
    public long Sum(Counter counter) => Starts.Sum(silo => silo.Read(counter));

    public async ValueTask DisposeAsync()
    {
        foreach (var slot in _slots)
        {
            await slot.DisposeAsync();
        }
    }
}
