using System.Diagnostics.Metrics;

namespace Anomaly.Grains.Health;

/// <summary>Reads how many grains are active on this silo, from Orleans' own instrument: asking the management grain would be a call to every silo.</summary>
internal sealed class ActivationGauge : IDisposable
{
    private readonly MeterListener _listener = new();
    private int? _sum;

    public ActivationGauge()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Microsoft.Orleans", Name: "orleans-catalog-activations" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, tags, _) => Add(value, tags));
        _listener.Start();
    }

    /// <summary>The number now; null where it is not known.</summary>
    public int? Read()
    {
        _sum = null;
        _listener.RecordObservableInstruments();
        return _sum;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    /// <summary>One measurement a type of grain; Orleans' own services are not what is asked for.</summary>
    private void Add(int value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (_, type) in tags)
        {
            if (type is string name && name.StartsWith("sys.", StringComparison.Ordinal))
            {
                return;
            }
        }

        _sum = (_sum ?? 0) + value;
    }
}
