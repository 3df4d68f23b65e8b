using Anomaly.Chaos.Running;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;

[assembly: AssemblyFixture(typeof(Anomaly.Chaos.Tests.RunServers))]
// Each run is several programs on a machine with two processors: one after the other.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Anomaly.Chaos.Tests;

/// <summary>The real broker and the real database, the same for all runs.</summary>
public sealed class RunServers : IAsyncLifetime
{
    private readonly Servers _servers = new();

    /// <summary>Why there are none here; null where there are.</summary>
    private static string? WhyMissing => ApacheKafka.WhyMissing ?? PostgresBinaries.Absence;

    public async ValueTask InitializeAsync()
    {
        if (WhyMissing is null)
        {
            await _servers.StartAsync(CancellationToken.None);
        }
    }

    /// <summary>Makes a run.</summary>
    internal Task<Reporting.ChaosReport> RunAsync(ChaosOptions options)
    {
        if (WhyMissing is { } why && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(why);
        }

        return ChaosRun.RunAsync(options, _servers, new OutputWriter(), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _servers.DisposeAsync();
}
