using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>The settings that a silo heard of: at some time, of some revision.</summary>
internal sealed class SiloSettings(Simulation simulation, Silo silo) : IDetectionSettings
{
    public SettingsBook? Current { get; private set; } = simulation.Random.Next(4) == 0 ? null : simulation.NewestSettings;

    /// <summary>Asks the cluster's; who is not answered goes on with what it has.</summary>
    public async Task RefreshAsync()
    {
        try
        {
            Hear(await simulation.Request("settings asked", silo, () => simulation.NewestSettings));
        }
        catch (InjectedFault)
        {
            // As a silo does.
        }
    }

    /// <summary>The silo hears of settings.</summary>
    public void Hear(SettingsBook settings)
    {
        if (Current is null || Current.Revision < settings.Revision)
        {
            Current = settings;
        }
    }
}
