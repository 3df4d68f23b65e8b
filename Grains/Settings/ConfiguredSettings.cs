using Microsoft.Extensions.Options;

namespace Anomaly.Grains.Settings;

/// <summary>The same settings for every series, from the host's configuration.</summary>
internal sealed class ConfiguredSettings(IOptions<DetectionOptions> options) : IDetectionSettings
{
    private readonly StampedSettings _stamped = SeriesSettings.From(options.Value).Stamped;

    /// <inheritdoc/>
    public StampedSettings For(string seriesId) => _stamped;
}
