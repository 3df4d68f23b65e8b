using Anomaly.Silo.Settings;
using Prometheus;

namespace Anomaly.Silo.Hosting;

/// <summary>Serves <c>/metrics</c> on a port of its own.</summary>
internal static class MetricsSetup
{
    /// <summary>Before anything measures: only the meters that an operator of this service wants.</summary>
    public static void LimitMeters()
    {
        Prometheus.Metrics.SuppressDefaultMetrics(new SuppressDefaultMetricOptions { SuppressEventCounters = true });
        Prometheus.Metrics.ConfigureMeterAdapter(options => options.InstrumentFilterPredicate = instrument =>
            instrument.Meter.Name is "Microsoft.Orleans" or "System.Runtime");
    }

    public static IHostApplicationBuilder AddMetricsServer(this IHostApplicationBuilder builder, SiloSettings settings)
    {
        builder.Services.AddSingleton<IHostedService>(_ => new MetricsServer(settings.Web.MetricsHost, settings.Web.MetricsPort));
        return builder;
    }
}
