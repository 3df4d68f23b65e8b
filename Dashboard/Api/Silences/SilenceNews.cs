using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Api.Silences;

/// <summary>Tells the settings that silences changed: some say what is not learned.</summary>
internal sealed class SilenceNews(IGrainFactory grains, TimeProvider time, ILogger<SilenceNews> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Does not fail: the silence is saved, and where nobody hears of it now, the settings look by themselves within a minute.</summary>
    public async Task TellAsync()
    {
        try
        {
            await grains.GetGrain<ISettingsGrain>(0).ReadPausesAsync().WaitAsync(Patience, time);
        }
        catch (Exception exception)
        {
            logger.SilenceUntold(exception.Message);
        }
    }
}
