using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;

namespace Anomaly.Chaos.Running;

/// <summary>The real broker and the real database of one run, or of several one after the other.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private ApacheKafka? _kafka;

    // A commit that was answered must outlive a crash of the server, or the database itself would lose what it confirmed.
    public PostgresServer Postgres { get; } = new() { Options = new() { Durable = true } };

    public ApacheKafka Kafka => _kafka ?? throw new InvalidOperationException("The broker was not started.");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var postgres = Postgres.StartAsync();
        _kafka = await ApacheKafka.StartAsync(cancellationToken);
        await postgres;
    }

    public async ValueTask DisposeAsync()
    {
        if (_kafka is not null)
        {
            await _kafka.DisposeAsync();
        }

        await Postgres.DisposeAsync();
    }
}
