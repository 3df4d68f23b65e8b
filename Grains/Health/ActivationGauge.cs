using System.Diagnostics.Metrics;

namespace Anomaly.Grains.Health;

/// <summary>Reads how many grains are active on this silo, from Orleans' own instrument: asking the management grain would be a call to every silo.</summary>
internal sealed class ActivationGauge : IDisposable
{
    private readonly MeterListener _listener = new();
    private int? _value;

    public ActivationGauge()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Microsoft.Orleans", Name: "orleans-catalog-activations" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<int>((_, value, _, _) => _value = value);
        _listener.Start();
    }

    /// <summary>The number now; null where it is not known.</summary>
    public int? Read()
    {
        _listener.RecordObservableInstruments();
        return _value;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();
}
