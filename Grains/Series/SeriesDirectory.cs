using Anomaly.Grains.Partitions;
using Orleans.Metadata;
using Orleans.Runtime.Placement;

namespace Anomaly.Grains.Series;

/// <summary>
/// Finds the grain type that subscribes to the series by Orleans' own attribute, so that the subscription stays declared where a
/// reader looks for it, while the calls are made by partition (docs/decisions/0001).
/// </summary>
internal sealed class SeriesDirectory(IGrainFactory grains, GrainBindingsResolver bindings, ILocalSiloDetails silo) : ISeriesDirectory
{
    private readonly Lazy<GrainType> _subscriber = new(() => FindSubscriber(bindings));

    public ISeriesFeed Get(string seriesId) =>
        grains.GetGrain(GrainId.Create(_subscriber.Value, seriesId)).AsReference<ISeriesFeed>();

    public Task<SeriesReply> ContactAsync(ISeriesFeed series, SeriesCall call)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);
        try
        {
            return series.ApplyAsync(call);
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }
    }

    private static GrainType FindSubscriber(GrainBindingsResolver bindings)
    {
        var (_, all) = bindings.GetAllBindings();
        foreach (var (type, binding) in all)
        {
            foreach (var properties in binding.Bindings)
            {
                if (properties.TryGetValue(WellKnownGrainTypeProperties.BindingTypeKey, out var kind)
                    && kind == WellKnownGrainTypeProperties.StreamBindingTypeValue
                    && properties.TryGetValue(WellKnownGrainTypeProperties.StreamBindingPatternKey, out var pattern)
                    && pattern == "namespace:" + PartitionOptions.SeriesNamespace)
                {
                    return type;
                }
            }
        }

        throw new InvalidOperationException($"No grain type carries [ImplicitStreamSubscription(\"{PartitionOptions.SeriesNamespace}\")].");
    }
}
