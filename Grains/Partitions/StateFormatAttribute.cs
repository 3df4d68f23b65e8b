using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;

namespace Anomaly.Grains.Partitions;

/// <summary>Tells the cluster, through the silo's manifest, which version of the state the silo reads.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StateFormatAttribute : Attribute, IGrainPropertiesProviderAttribute
{
    private const string Property = "anomaly.state-format";

    public void Populate(IServiceProvider services, Type grainClass, GrainType grainType, Dictionary<string, string> properties) =>
        properties[Property] = (services.GetService<StateFormat>() ?? StateFormat.Current).Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>The version that a silo reads; null while that is not known.</summary>
    public static int? Read(GrainManifest manifest) =>
        manifest.Grains.TryGetValue(GrainType.Create(PartitionGrain.Type), out var partition)
        && partition.Properties.TryGetValue(Property, out var text)
        && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : null;
}
