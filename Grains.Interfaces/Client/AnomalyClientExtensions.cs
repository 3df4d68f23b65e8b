using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Anomaly.Grains.Interfaces.Client;

/// <summary>Makes a .NET service a client of an Anomaly cluster.</summary>
public static class AnomalyClientExtensions
{
    /// <summary>
    /// Adds an Orleans client of the cluster; inject <see cref="IClusterClient"/> or <see cref="IGrainFactory"/> to use it. The
    /// client starts with the host and waits for the cluster as long as the host is told to start; why it waits is logged.
    /// </summary>
    /// <param name="builder">The service's host.</param>
    /// <param name="configure">Sets the options; <see cref="AnomalyClientOptions.Clustering"/> must be set.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="InvalidOperationException">An option is missing or wrong; the message says which and what it must be.</exception>
    public static IHostApplicationBuilder AddAnomalyClient(this IHostApplicationBuilder builder, Action<AnomalyClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);

        var options = new AnomalyClientOptions();
        configure(options);
        options.Validate();

        return builder.UseOrleansClient(client =>
        {
            client.Services.Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = options.ClusterId;
                cluster.ServiceId = options.ServiceId;
            });
            client.Services.AddSingleton(options);
            client.UseConnectionRetryFilter<PatientConnection>();
            options.Clustering!(client);
        });
    }
}
