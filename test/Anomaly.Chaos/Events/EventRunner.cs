using Anomaly.Chaos.Load;
using Anomaly.Chaos.Reporting;
using Anomaly.Chaos.Running;
using Anomaly.Chaos.Silo.Faults;
using Anomaly.Chaos.Silos;

namespace Anomaly.Chaos.Events;

/// <summary>Makes the events of a schedule happen.</summary>
internal sealed class EventRunner(SiloFleet fleet, Servers servers, LoadSender load, Saving saving, OutageWatch outages, RunClock clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PointPatience = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private ChaosSilo? _held;

    /// <summary>Silos killed at no point in particular.</summary>
    public int PlainKills { get; private set; }

    /// <summary>Silos stopped at no point in particular.</summary>
    public int PlainStops { get; private set; }

    public async Task RunAsync(IEnumerable<ChaosEvent> events, CancellationToken cancellationToken)
    {
        foreach (var each in events)
        {
            await Task.Delay(each.Before, cancellationToken);
            await RunAsync(each, cancellationToken);
        }
    }

    private async Task RunAsync(ChaosEvent each, CancellationToken cancellationToken)
    {
        switch (each.Kind)
        {
            case EventKind.Wait:
                await Task.Delay(each.Length, cancellationToken);
                break;
            case EventKind.Settle:
                if (!await outages.WaitForProgressAsync(Patience, cancellationToken))
                {
                    clock.Say("not every partition saves yet; going on");
                }

                break;
            case EventKind.Kill:
                await KillAsync(each, cancellationToken);
                break;
            case EventKind.Stop:
                if (await StopAsync(each, cancellationToken) is { } stopped)
                {
                    // A busy machine takes longer to find out that a silo does not answer.
                    await Task.WhenAll(Task.Delay(each.Length, cancellationToken), outages.WaitForProgressAsync(Patience, cancellationToken));
                    await ContinueAsync(stopped, cancellationToken);
                }

                break;
            case EventKind.Hold:
                _held = await StopAsync(each, cancellationToken);
                break;
            case EventKind.Continue when _held is not null:
                await ContinueAsync(_held, cancellationToken);
                break;
            case EventKind.Quiet:
                clock.Say("the load ends");
                await load.StopAsync();
                await saving.WaitAsync(cancellationToken);
                break;
            case EventKind.Lose:
                await TellAsync(each, FormattableString.Invariant($"lose {each.Amount}"), cancellationToken);
                break;
            case EventKind.Clock:
                await TellAsync(each, FormattableString.Invariant($"clock {each.Amount}"), cancellationToken);
                break;
            case EventKind.Broker:
                clock.Say(each.Hard ? "the broker is killed" : "the broker is stopped");
                await servers.Kafka.StopBrokerAsync(each.Hard);
                await Task.Delay(each.Length, cancellationToken);
                await servers.Kafka.StartBrokerAsync(cancellationToken);
                clock.Say("the broker answers again");
                break;
            case EventKind.Database:
                clock.Say(each.Hard ? "the database crashes" : "the database is stopped");
                await servers.Postgres.StopAsync(each.Hard);
                await Task.Delay(each.Length, cancellationToken);
                await servers.Postgres.StartAsync();
                clock.Say("the database answers again");
                break;
        }
    }

    private async Task TellAsync(ChaosEvent each, string order, CancellationToken cancellationToken)
    {
        if (await fleet.FindBusyAsync(each.Preference, Patience, cancellationToken) is { } slot)
        {
            clock.Say($"silo {slot.Silo.Name}: {order}");
            slot.Silo.Tell(order);
        }
    }

    private async Task KillAsync(ChaosEvent each, CancellationToken cancellationToken)
    {
        if (await FindAsync(each, cancellationToken) is not { } silo)
        {
            return;
        }

        if (await OrderAsync(silo, each, stop: false, () => silo.HasExited, cancellationToken))
        {
            return;
        }

        clock.Say($"silo {silo.Name} is killed");
        PlainKills++;
        silo.Signal(Signals.Kill);
        await silo.Exited;
    }

    private async Task<ChaosSilo?> StopAsync(ChaosEvent each, CancellationToken cancellationToken)
    {
        if (await FindAsync(each, cancellationToken) is not { } silo)
        {
            return null;
        }

        if (!await OrderAsync(silo, each, stop: true, () => silo.IsStopped || silo.HasExited, cancellationToken))
        {
            PlainStops++;
            silo.Signal(Signals.Stop);
        }

        clock.Say($"silo {silo.Name} is stopped");
        return silo;
    }

    private async Task ContinueAsync(ChaosSilo silo, CancellationToken cancellationToken)
    {
        clock.Say($"silo {silo.Name} goes on");
        silo.Signal(Signals.Continue);
        // Declared dead meanwhile, it leaves by itself; where it was not, it works on.
        await Task.WhenAny(silo.Exited, Task.Delay(TimeSpan.FromSeconds(2), cancellationToken));
    }

    private async Task<ChaosSilo?> FindAsync(ChaosEvent each, CancellationToken cancellationToken)
    {
        if (each.Remote && fleet.Slots.Count > 1)
        {
            await fleet.WaitForRunningAsync(2, cancellationToken);
        }

        var slot = await fleet.FindBusyAsync(each.Preference, Patience, cancellationToken);
        if (slot is null)
        {
            clock.Say($"no silo is at work to {each.Kind}; any will do");
            slot = fleet.Slots.FirstOrDefault(any => any.Silo.IsRunning);
        }

        return slot?.Silo;
    }

    /// <summary>Tells a silo to do it to itself at a point of its work.</summary>
    /// <returns>Whether it did; false where it does not come to that point, or none was named.</returns>
    private async Task<bool> OrderAsync(ChaosSilo silo, ChaosEvent each, bool stop, Func<bool> done, CancellationToken cancellationToken)
    {
        if (each.Phase is not { } phase)
        {
            return false;
        }

        bool[] attempts = each.Remote && fleet.Slots.Count > 1 ? [true, false] : [false];
        foreach (var remote in attempts)
        {
            var order = new Order(stop, phase, each.Side, remote, each.Amount);
            clock.Say($"silo {silo.Name}: {order}");
            silo.Tell(order.ToString());
            for (var waited = TimeSpan.Zero; waited < PointPatience; waited += Look)
            {
                if (done())
                {
                    return true;
                }

                await Task.Delay(Look, cancellationToken);
            }
        }

        clock.Say($"silo {silo.Name} did not come to that point");
        return false;
    }
}
