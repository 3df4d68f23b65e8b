using System.Text.Json.Nodes;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Delivery;
using Anomaly.Notifications.Delivery.Addresses;
using Anomaly.Notifications.Hosting;
using Anomaly.Notifications.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Tests.Sending;

/// <summary>The channels as a host has them.</summary>
internal sealed class Sender : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Sender(Action<OutboundOptions>? configure = null, INameResolver? resolver = null, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logged));
        if (resolver is not null)
        {
            services.AddSingleton(resolver);
        }

        if (time is not null)
        {
            services.AddSingleton(time);
        }

        services.AddNotificationChannels(configure);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Types = _services.GetRequiredService<ChannelTypes>();
    }

    public ChannelTypes Types { get; }

    public LogLines Logged { get; } = new();

    /// <summary>A channel of a type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="settings">Its settings as JSON.</param>
    /// <param name="secrets">Its secrets.</param>
    public static ChannelDefinition Channel(string type, string settings, params (string Name, string Value)[] secrets) => new()
    {
        Name = "ops",
        Type = type,
        Settings = JsonNode.Parse(settings)!.AsObject(),
        Secrets = secrets.ToDictionary(secret => secret.Name, secret => secret.Value),
    };

    public Task<DeliveryOutcome> SendAsync(ChannelDefinition channel, Notification? notification = null) =>
        Types.SendAsync(channel, notification ?? Told.Once(), TestContext.Current.CancellationToken);

    /// <summary>What is wrong with a definition, a line each.</summary>
    public string[] Flaws(ChannelDefinition channel) => [.. Types.Check(channel).Select(flaw => flaw.ToString())];

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
