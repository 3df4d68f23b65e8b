using Anomaly.Notifications.Definitions;
using Anomaly.Notifications.Routing;
using Anomaly.Notifications.Secrets;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Hosting;

/// <summary>Adds what people say of notifications: silences, routes, channels.</summary>
public static class NotificationDefinitionsExtensions
{
    /// <summary>Adds <see cref="SilenceBook"/>, <see cref="RouteBook"/>, <see cref="ChannelBook"/> <see cref="ISecretProtector"/> and <see cref="SharedKeyRing"/>, on the ports that the host has. Types of channels are <see cref="IChannelCheck"/>s.</summary>
    /// <param name="services">The services.</param>
    /// <param name="settings">What secrets are protected by.</param>
    /// <param name="newKeyFile">The key file to make where the settings name none; null for none.</param>
    /// <returns>The services.</returns>
    /// <exception cref="SecretsException">What the settings name cannot be read; the message says which.</exception>
    public static IServiceCollection AddNotificationDefinitions(this IServiceCollection services, SecretKeySettings settings, string? newKeyFile)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(settings);
        var protection = KeyRingProtection.Read(settings, newKeyFile);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ISecretProtector>(provider => new SecretProtector(provider.GetRequiredService<IKeyRingStore>(), protection, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton(provider => new SharedKeyRing(provider.GetRequiredService<IKeyRingStore>(), protection, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<SilenceBook>();
        services.AddSingleton<RouteBook>();
        services.AddSingleton<ChannelBook>();
        return services;
    }
}
