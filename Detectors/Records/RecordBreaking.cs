using Anomaly.Detectors.Forecasting;
using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Records;

/// <summary>
/// Says how far a value lies outside of all that was ever seen, of the series and of this hour of the day. The longer a series is
/// known, the rarer is a record: of n exchangeable values the last is the highest with the chance 1/n, whatever their distribution.
/// </summary>
/// <remarks>
/// Rényi: "Théorie des éléments saillants d'une suite d'observations", 1962, for the chance of a record. Extremes that come alone,
/// not in episodes, are taken for noise with a heavy tail (the extremal index: Leadbetter, "Extremes and local dependence in
/// stationary sequences", 1983).
/// </remarks>
internal struct RecordBreaking
{
    private const int ActiveAfter = 20;
    private const double SlowestMean = 0.001;
    private const double SpreadPrior = 1;
    private const double SpreadShare = 0.1;
    private const double BiasRate = 0.01;
    private const float LoneBelow = 0.15f;

    private double _mean;
    private double _spread;
    private OfHours<float> _hourMean;
    private OfHours<float> _hourSpread;
    private OfHours<ushort> _hourSeen;
    private Envelope _values;
    private Envelope _fromHour;
    private double _bias;
    private float _afterPeak;
    private float _peaks;
    private int _lastWasPeak;

    public static RecordBreaking New => new() { _values = Envelope.New, _fromHour = Envelope.New, _afterPeak = 0.3f };

    public readonly double Upper => _values.Upper;

    public readonly double Lower => _values.Lower;

    public readonly double HourMean(int hour) => _hourMean[hour];

    public readonly RecordReading Read(double value, int hour, int seen)
    {
        var rate = Math.Max(1.0 / (seen + 1), SlowestMean);
        var reading = new RecordReading
        {
            Spread = _spread + (rate * (Math.Abs(value - _mean) - _spread)),
            Mean = _mean + (rate * (value - _mean)),
        };
        int hours = _hourSeen[hour];
        if (hours >= 2)
        {
            var spread = ((hours * _hourSpread[hour]) + (SpreadPrior * reading.Spread)) / (hours + SpreadPrior);
            var divisor = spread + (SpreadShare * reading.Spread);
            reading.Error = value - _hourMean[hour];
            // A new level is far from the means of all hours: what has been off for a while is no news, nor is its end.
            var news = reading.Error - _bias;
            var least = Math.Abs(news) < Math.Abs(reading.Error) ? news : reading.Error;
            var relative = divisor > 0 ? reading.Spread / divisor : 0;
            reading.FromHour = reading.Error * relative;
            reading.News = least * relative;
        }

        if (seen < ActiveAfter)
            return reading;

        var lone = _afterPeak < LoneBelow;
        reading.Margin = _values.Margin(value, reading.Spread, lone);
        var ofHour = _fromHour.Margin(reading.News, reading.Spread, lone);
        if (ofHour > reading.Margin)
            (reading.Margin, reading.OfHour) = (ofHour, true);
        return reading;
    }

    public void Learn(double value, int hour, in RecordReading reading, in Rhythm rhythm, int seen)
    {
        (_spread, _mean) = (reading.Spread, reading.Mean);
        LearnHour(value, hour, Seasons.HourRate(rhythm));
        _bias += BiasRate * (reading.Error - _bias);
        if (seen < ActiveAfter)
            return;

        var peak = _values.IsPeak(value);
        if (_lastWasPeak != 0)
        {
            _peaks = Math.Min(_peaks + 1, 1000);
            _afterPeak += Math.Max(1 / (_peaks + 8), 0.01f) * ((peak ? 1 : 0) - _afterPeak);
        }

        _lastWasPeak = peak ? 1 : 0;
        _values.Learn(value);
        _fromHour.Learn(reading.FromHour);
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        state.Value(ref _mean);
        state.Value(ref _spread);
        state.Values(_hourMean);
        state.Values(_hourSpread);
        state.Values(_hourSeen);
        _values.Transfer(ref state);
        _fromHour.Transfer(ref state);
        state.Value(ref _bias);
        state.Value(ref _afterPeak);
        state.Value(ref _peaks);
        state.Value(ref _lastWasPeak);
    }

    private void LearnHour(double value, int hour, float slowest)
    {
        var error = (float)(value - _hourMean[hour]);
        int seen = _hourSeen[hour];
        if (seen >= 1)
            _hourSpread[hour] += Math.Max(1f / seen, slowest / 2) * (Math.Abs(error) - _hourSpread[hour]);
        _hourMean[hour] += Math.Max(1f / (seen + 1), slowest) * error;
        _hourSeen[hour] = (ushort)Math.Min(seen + 1, ushort.MaxValue);
    }
}
