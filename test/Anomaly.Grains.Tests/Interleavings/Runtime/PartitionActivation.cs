using System.Globalization;
using Anomaly.Grains.Partitions;

namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>An activation of a partition's owner.</summary>
internal sealed class PartitionActivation
{
    private readonly Simulation _simulation;
    private long _ticked;
    private bool _ticking;
    private int _running;

    public PartitionActivation(Simulation simulation, Silo silo, int partition)
    {
        _simulation = simulation;
        Partition = partition;
        Activation = new(simulation, silo, GrainId.Create("partition", partition.ToString(CultureInfo.InvariantCulture)));
        Grain = new(silo.Partitions, silo.Registry, silo, simulation.Logger);
        Activation.Host(Grain);
        Activation.Run(() => Grain.OnActivateAsync(CancellationToken.None));
        Activation.Context.Deactivating = Deactivate;
        _ticked = simulation.Time.GetTimestamp();
    }

    public int Partition { get; }

    public Activation Activation { get; }

    public PartitionGrain Grain { get; }

    public Silo Silo => Activation.Silo;

    public bool IsDeactivating { get; private set; }

    /// <summary>Makes a call.</summary>
    public void Call<T>(Func<Task<T>> method, Action<T> answered, Action failed)
    {
        _running++;
        Activation.Start(
            method,
            answer =>
            {
                answered(answer);
                Finished();
            },
            _ =>
            {
                failed();
                Finished();
            });
    }

    /// <summary>Fires the grain's timer where it is due; never while it still works on the last time.</summary>
    public bool Tick()
    {
        if (_ticking || IsDeactivating || _simulation.Time.GetElapsedTime(_ticked) < _simulation.Intervals.AnomalyInterval)
        {
            return false;
        }

        _ticked = _simulation.Time.GetTimestamp();
        _ticking = true;
        Activation.Start(
            async () =>
            {
                await Activation.Context.Timer!();
                return true;
            },
            _ => _ticking = false,
            _ => _ticking = false);
        return true;
    }

    /// <summary>The silo lets the activation go: no calls come any more; once those under way are answered, it may finish its work.</summary>
    public void Deactivate()
    {
        if (IsDeactivating)
        {
            return;
        }

        IsDeactivating = true;
        _simulation.Partitions.Forget(this);
        _simulation.Note($"partition {Partition} on {Silo.Name} is deactivated");
        _running++;
        Finished();
    }

    private void Finished()
    {
        if (--_running == 0 && IsDeactivating)
        {
            _running = -1;
            Activation.Start(
                async () =>
                {
                    await Grain.OnDeactivateAsync(default, CancellationToken.None);
                    return true;
                },
                _ => { },
                _ => { });
        }
    }
}
