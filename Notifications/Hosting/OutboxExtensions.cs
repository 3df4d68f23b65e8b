using Anomaly.Notifications.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Anomaly.Notifications.Hosting;

/// <summary>Adds what tells of incidents.</summary>
internal static class OutboxExtensions
{
    /// <summary>Adds the workers that route incidents, look at groups and deliver messages.</summary>
    public static void AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton(_ => new OutboxMetrics(Prometheus.Metrics.DefaultFactory));
        services.AddSingleton<TellingSource>();
        services.AddSingleton<DefaultRoute>();
        services.AddSingleton<Attempt>();
        services.AddHostedService<NotificationRouter>();
        services.AddHostedService<GroupWatch>();
        services.AddHostedService<Dispatcher>();
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<OutboxSweep>(provider, provider.GetRequiredService<WorkSignals>().Rest));
    }
}
