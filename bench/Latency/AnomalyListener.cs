using System.Text.Json;

namespace Anomaly.Bench.Latency;

/// <summary>A client of <c>GET /anomalies/stream</c> that notes when each event came.</summary>
internal sealed class AnomalyListener : IAsyncDisposable
{
    private const string Data = "data:";

    private readonly List<Arrival> _arrivals = [];
    private readonly CancellationTokenSource _end = new();
    private readonly StreamReader _reader;
    private readonly Task _work;

    private AnomalyListener(StreamReader reader)
    {
        _reader = reader;
        _work = Task.Run(ListenAsync);
    }

    public static async Task<AnomalyListener> OpenAsync(HttpClient web)
    {
        var stream = await web.GetStreamAsync(new Uri("/anomalies/stream", UriKind.Relative));
        return new AnomalyListener(new StreamReader(stream));
    }

    /// <summary>Ends it.</summary>
    /// <returns>What came.</returns>
    public async Task<IReadOnlyList<Arrival>> EndAsync()
    {
        await _end.CancelAsync();
        await _work;
        return _arrivals;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _reader.Dispose();
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (await _reader.ReadLineAsync(_end.Token) is { } line)
            {
                var received = TimeProvider.System.GetUtcNow();
                if (line.StartsWith(Data, StringComparison.Ordinal))
                    _arrivals.Add(Read(line[Data.Length..], received));
            }

            throw new EndOfStreamException("The stream of anomalies ended.");
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // It was ended.
        }
    }

    private static Arrival Read(string json, DateTimeOffset received)
    {
        using var document = JsonDocument.Parse(json);
        var anomaly = document.RootElement;
        return new(
            anomaly.GetProperty("id").GetGuid(),
            anomaly.GetProperty("detection_method").GetString()!,
            anomaly.GetProperty("durable").GetBoolean(),
            anomaly.GetProperty("timestamp").GetDateTimeOffset(),
            received);
    }
}
