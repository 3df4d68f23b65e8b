using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Channels.Alertmanager;
using Anomaly.Notifications.Channels.Logging;
using Anomaly.Notifications.Channels.PagerDuty;
using Anomaly.Notifications.Channels.Settings;
using Anomaly.Notifications.Channels.Slack;
using Anomaly.Notifications.Channels.Smtp;
using Anomaly.Notifications.Channels.Webhook;
using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Delivery;
using Anomaly.Notifications.Delivery.Addresses;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Anomaly.Notifications.Hosting;

/// <summary>Adds what sends messages.</summary>
public static class ChannelsExtensions
{
    /// <summary>Adds <see cref="ChannelTypes"/> with all types of channels, each with its <see cref="IChannelCheck"/>. The host adds logging, and binds <see cref="OutboundOptions"/> where it does not set them here.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says where messages may go; null: the defaults, or what is bound.</param>
    /// <returns>The services, for more.</returns>
    public static IServiceCollection AddNotificationChannels(this IServiceCollection services, Action<OutboundOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<OutboundOptions>();
        if (configure is not null)
            options.Configure(configure);

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<INameResolver, SystemNameResolver>();
        services.TryAddSingleton<AddressPolicy>();
        services.TryAddSingleton<AddressField>();
        services.TryAddSingleton<CheckedConnector>();
        services.TryAddSingleton<ServerTrust>();
        services.TryAddSingleton<OutboundHttp>();
        services.TryAddSingleton<ChannelTypes>();
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IChannelType, WebhookChannel>(),
            ServiceDescriptor.Singleton<IChannelType, AlertmanagerChannel>(),
            ServiceDescriptor.Singleton<IChannelType, SlackChannel>(),
            ServiceDescriptor.Singleton<IChannelType, PagerDutyChannel>(),
            ServiceDescriptor.Singleton<IChannelType, SmtpChannel>(),
            ServiceDescriptor.Singleton<IChannelType, LogChannel>(),
        ]);
        // Once, however often this is called.
        if (!services.Any(service => service.ServiceType == typeof(IChannelCheck)))
        {
            foreach (var type in services.Where(service => service.ServiceType == typeof(IChannelType)).Select(service => service.ImplementationType!).ToArray())
                services.AddSingleton<IChannelCheck>(provider => new ChannelTypeCheck(provider.GetServices<IChannelType>().First(each => each.GetType() == type)));
        }

        return services;
    }
}
