using Anomaly.Grains.Series;

namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>An activation of a series.</summary>
internal sealed class SeriesActivation
{
    public SeriesActivation(Simulation simulation, Silo silo, string id)
    {
        Id = id;
        Activation = new(simulation, silo, GrainId.Create("series", id));
        Grain = new(silo.Series);
        Activation.Host(Grain);
    }

    public string Id { get; }

    public Activation Activation { get; }

    public SeriesGrain Grain { get; }

    public Silo Silo => Activation.Silo;

    /// <summary>Tells the grain that it is no more, as a silo that lives does.</summary>
    public void End(DeactivationReasonCode why = DeactivationReasonCode.ActivationIdle) =>
        Activation.Run(() => Grain.OnDeactivateAsync(new DeactivationReason(why, "simulated"), CancellationToken.None).GetAwaiter().GetResult());
}
