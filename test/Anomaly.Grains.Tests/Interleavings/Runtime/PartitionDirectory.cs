namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>
/// Where the partitions' owners are activated. Usually one activation each; a silo that was cut off, or a call that meets a stale
/// entry, makes another beside it.
/// </summary>
internal sealed class PartitionDirectory(Simulation simulation)
{
    private readonly List<PartitionActivation> _activations = [];
    private readonly Dictionary<int, PartitionActivation> _registered = [];

    public IReadOnlyList<PartitionActivation> Activations => _activations;

    public void Forget(PartitionActivation activation)
    {
        _activations.Remove(activation);
        if (_registered.GetValueOrDefault(activation.Partition) == activation)
        {
            _registered.Remove(activation.Partition);
        }
    }

    public void Forget(Silo silo)
    {
        foreach (var activation in _activations.Where(activation => activation.Silo == silo).ToArray())
        {
            Forget(activation);
        }
    }

    /// <summary>The directory settles: the activation that it knows remains, others are let go.</summary>
    public void EndDuplicates()
    {
        foreach (var activation in _activations.Where(activation => _registered.GetValueOrDefault(activation.Partition) != activation).ToArray())
        {
            activation.Deactivate();
        }
    }

    /// <summary>Calls a partition's owner from a silo.</summary>
    public void Call<T>(string what, Silo from, int partition, Func<PartitionActivation, Task<T>> method, Action<T> answered, Action failed)
    {
        simulation.Later(what, null, () => Arrive(what, from, partition, method, answered, failed));
        if (simulation.Fault(60))
        {
            simulation.Later(what + " again", null, () => Arrive(what + " again", from, partition, method, _ => { }, () => { }));
        }
    }

    private void Arrive<T>(string what, Silo from, int partition, Func<PartitionActivation, Task<T>> method, Action<T> answered, Action failed)
    {
        if (simulation.Fault(40))
        {
            simulation.Later(what + " is lost", from, failed);
            return;
        }

        var target = Resolve(partition, from);
        if (target is null)
        {
            simulation.Later(what + " finds no silo", from, failed);
            return;
        }

        var open = true;
        target.Silo.Unanswered.Add(TimeOut);
        simulation.Later($"{what} at {target.Silo.Name}", target.Silo, () =>
        {
            if (target.IsDeactivating)
            {
                TimeOut();
                return;
            }

            target.Call(
                () => method(target),
                answer =>
                {
                    if (simulation.Fault(40))
                    {
                        TimeOut();
                    }
                    else
                    {
                        Close(what + " answered", () => answered(answer));
                    }
                },
                () => Close(what + " failed", failed));
        });
        if (simulation.IsPaused(target.Silo))
        {
            TimeOut();
        }

        void TimeOut() => Close(what + " times out", failed);

        void Close(string how, Action told)
        {
            target.Silo.Unanswered.Remove(TimeOut);
            simulation.Later(how, from, () =>
            {
                if (open)
                {
                    open = false;
                    told();
                }
            });
        }
    }

    private PartitionActivation? Resolve(int partition, Silo from)
    {
        var all = _activations.Where(activation => activation.Partition == partition).ToArray();
        var local = all.FirstOrDefault(activation => activation.Silo == from);
        if (local is not null && simulation.Random.Next(4) > 0)
        {
            return local;
        }

        var registered = _registered.GetValueOrDefault(partition);
        if (registered is not null && !(simulation.IsPaused(registered.Silo) && simulation.Random.Next(3) > 0) && !simulation.Fault(30))
        {
            return registered;
        }

        if (from.IsDead || simulation.IsPaused(from))
        {
            return registered;
        }

        var made = new PartitionActivation(simulation, from, partition);
        simulation.Note($"partition {partition} is activated on {from.Name}{(all.Length > 0 ? ", beside another" : "")}");
        _activations.Add(made);
        _registered[partition] = made;
        return made;
    }
}
