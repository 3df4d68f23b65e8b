using Anomaly.Detectors.Forecasting;
using Anomaly.Detectors.Novelty;
using Anomaly.Detectors.Records;

namespace Anomaly.Detectors.Ensemble;

/// <summary>What the voters say of one sample, and what comes of it.</summary>
internal ref struct Vote
{
    public double Value;
    public Forecast Forecast;
    public ResidualReading Residual;
    public RecordReading Record;
    public NoveltyReading Novelty;

    /// <summary>Each voter's part, as a multiple of what alone makes an alarm.</summary>
    public double ForecastScore;
    public double RecordScore;
    public double NoveltyScore;

    /// <summary>All together.</summary>
    public double Score;

    /// <summary>The deviations that an error may have without an alarm.</summary>
    public double Limit;
}
