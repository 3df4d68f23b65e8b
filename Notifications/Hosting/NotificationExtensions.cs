using Anomaly.Notifications.Incidents;
using Anomaly.Notifications.Metrics;
using Anomaly.Notifications.Outbox;
using Anomaly.Storage.Incidents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Anomaly.Notifications.Hosting;

/// <summary>Adds the notification service to a silo.</summary>
public static class NotificationExtensions
{
    /// <summary>Adds it. The host adds the storage and <see cref="NotificationDefinitionsExtensions"/>.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="options">The settings, checked.</param>
    /// <returns>The silo, for more.</returns>
    public static ISiloBuilder AddNotifications(this ISiloBuilder silo, NotificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(silo);
        ArgumentNullException.ThrowIfNull(options);
        silo.Services.AddNotifications(options);
        silo.Services.AddHostedService<NormalSeries>();
        return silo;
    }

    /// <summary>Adds all of it that asks no grain.</summary>
    internal static void AddNotifications(this IServiceCollection services, NotificationOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.AddSingleton(options.Incidents);
        services.AddNotificationChannels(outbound => outbound.AllowPrivateNetworks = options.AllowPrivateNetworks);
        services.AddSingleton<ChannelReader>();
        services.AddSingleton<WorkSignals>();
        services.AddSingleton<IncidentNews>();
        services.AddSingleton<IIncidentFold, IncidentFold>();
        services.AddSingleton(_ => new IncidentGauges(Prometheus.Metrics.DefaultFactory));
        services.AddHostedService<IncidentWorker>();
        if (options.Enabled)
            services.AddOutbox();
    }
}
