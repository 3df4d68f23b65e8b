using Anomaly.Producer.Demo;

namespace Anomaly.Silo.Demo;

/// <summary>Feeds the broker inside the process with this machine's figures and some simulated series.</summary>
internal sealed class DemoService(DemoOptions options, TimeProvider time, ILogger<DemoService> logger) : BackgroundService, IProgress<DemoNotice>
{
    public void Report(DemoNotice value)
    {
        if (value.Kind == DemoNoticeKind.Failing)
        {
            Log.DemoFails(logger, value.Message);
        }
        else
        {
            Log.Demo(logger, value.Message);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => DemoProducer.RunAsync(options, this, time, stoppingToken);
}
