using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Watches;

/// <summary>The defaults, which never change.</summary>
internal sealed class DefaultSettings : IDetectionSettings
{
    public SettingsBook? Current { get; } = new(new SettingsDocument { Defaults = WatchCluster.Settings.Text });

    public Task RefreshAsync() => Task.CompletedTask;
}
