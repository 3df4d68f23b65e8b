using Anomaly.Streaming.Kafka.Hosting;
using Anomaly.Streaming.Kafka.Options;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Providers;

[assembly: RegisterProvider("Kafka", "Streaming", "Silo", typeof(KafkaStreamProviderBuilder))]

namespace Anomaly.Streaming.Kafka.Hosting;

/// <summary>Lets settings alone add a provider: <c>Orleans:Streaming:{name}:ProviderType = Kafka</c> and the options beside it.</summary>
internal sealed class KafkaStreamProviderBuilder : IProviderBuilder<ISiloBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection configurationSection) =>
        builder.AddKafkaStreams(name ?? "Kafka", (OptionsBuilder<KafkaStreamOptions> options) => options
            .Configure(kafka => kafka.SettingsSection = configurationSection.Path)
            .Bind(configurationSection));
}
