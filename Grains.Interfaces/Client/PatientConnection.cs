using Microsoft.Extensions.Logging;

namespace Anomaly.Grains.Interfaces.Client;

/// <summary>Waits for the cluster at the start, and says why it has to: once, and again where the reason is another.</summary>
internal sealed class PatientConnection(AnomalyClientOptions options, ILogger<PatientConnection> logger) : IClientConnectionRetryFilter
{
    private string? _told;

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        if (_told != exception.Message)
        {
            _told = exception.Message;
            Log.Unreachable(logger, options.ClusterId, options.ServiceId, exception.Message);
        }

        await Task.Delay(options.RetryPause, cancellationToken);
        return true;
    }
}
