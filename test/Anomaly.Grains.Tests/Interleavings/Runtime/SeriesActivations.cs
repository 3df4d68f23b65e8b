
namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>
/// Where the series are activated. Usually one activation each, beside the owner of its partition or on its way there; a silo that
/// was cut off, or a call that meets a stale entry, makes another beside it.
/// </summary>
internal sealed class SeriesActivations(Simulation simulation)
{
    private readonly List<SeriesActivation> _activations = [];
    private readonly Dictionary<string, SeriesActivation> _registered = new(StringComparer.Ordinal);

    public IReadOnlyList<SeriesActivation> All => _activations;

    public void Forget(SeriesActivation activation)
    {
        activation.End();
        _activations.Remove(activation);
        if (_registered.GetValueOrDefault(activation.Id) == activation)
        {
            _registered.Remove(activation.Id);
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
        foreach (var activation in _activations.Where(activation => _registered.GetValueOrDefault(activation.Id) != activation).ToArray())
        {
            Forget(activation);
        }
    }

    /// <summary>The activation that a call arrives at.</summary>
    public SeriesActivation Resolve(string id, Silo from)
    {
        var registered = _registered.GetValueOrDefault(id);
        if (registered is not null && simulation.IsPaused(registered.Silo) && simulation.Random.Next(3) > 0)
        {
            registered = null;
        }

        if (registered is not null && !simulation.Fault(30))
        {
            var all = _activations.Where(activation => activation.Id == id && !simulation.IsPaused(activation.Silo)).ToArray();
            return all.Length > 1 && simulation.Fault(8) ? all[simulation.Random.Next(all.Length)] : registered;
        }

        var silo = from.IsDead || simulation.IsPaused(from) || simulation.Fault(8) ? simulation.AnySilo() : from;
        return Activate(id, silo);
    }

    /// <summary>The series asked to move once its call was done.</summary>
    public void Migrate(SeriesActivation activation, SiloAddress to)
    {
        if (!_activations.Contains(activation))
        {
            return;
        }

        var luggage = new MigrationLuggage();
        activation.End(DeactivationReasonCode.Migrating); // before it is asked what it takes along, as in a silo
        activation.Activation.Run(() => activation.Grain.OnDehydrate(luggage));
        Forget(activation);
        if (simulation.Fault(10))
        {
            simulation.Note($"series {activation.Id} is lost on its way to {to}");
            return;
        }

        if (simulation.Silos.FirstOrDefault(silo => silo.SiloAddress.Equals(to)) is { } target)
        {
            simulation.Later($"series {activation.Id} arrives on {target.Name}", target, () =>
            {
                var made = Activate(activation.Id, target);
                made.Activation.Run(() => made.Grain.OnRehydrate(luggage));
            });
        }
    }

    private SeriesActivation Activate(string id, Silo silo)
    {
        var made = new SeriesActivation(simulation, silo, id);
        simulation.Note($"series {id} is activated on {silo.Name}{(_activations.Any(other => other.Id == id) ? ", beside another" : "")}");
        _activations.Add(made);
        _registered[id] = made;
        return made;
    }
}
