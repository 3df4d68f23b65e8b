using Anomaly.Chaos.Silo.Faults;
using Orleans.Runtime.Placement;

namespace Anomaly.Chaos.Silo.Parts;

/// <summary>Puts a share of the series on another silo than the one that asks for them; what else prefers its caller's silo gets it.</summary>
internal sealed class StrayPlacement(IPlacementDirector inner, ChaosSettings settings) : IPlacementDirector
{
    private static readonly GrainType Series = GrainType.Create("series");

    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var id = target.GrainIdentity;
        if (id.Type != Series || !settings.IsStray(id.Key.ToString()!))
        {
            return inner.OnAddActivation(strategy, target, context);
        }

        var all = context.GetCompatibleSilos(target);
        var owner = target.RequestContextData?.GetValueOrDefault(IPlacementDirector.PlacementHintKey) as SiloAddress ?? context.LocalSilo;
        var others = all.Where(silo => !silo.Equals(owner)).Order().ToArray();
        return others.Length == 0
            ? inner.OnAddActivation(strategy, target, context)
            : Task.FromResult(others[SeedHash.Of(id.Key.ToString()!) / 100 % (uint)others.Length]);
    }
}
