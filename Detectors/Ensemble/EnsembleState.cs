using Anomaly.Detectors.Calibration;
using Anomaly.Detectors.Forecasting;
using Anomaly.Detectors.Novelty;
using Anomaly.Detectors.Records;
using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Ensemble;

/// <summary>All that the ensemble keeps of a series, in one piece.</summary>
internal struct EnsembleState
{
    public Scaling Scaling;
    public Rhythm Rhythm;
    public SeasonalForecast Forecast;
    public ResidualTests Tests;
    public FlatRun Flat;
    public RecordBreaking Records;
    public PrototypeNovelty Novelty;
    public RecentValues Recent;

    /// <summary>How many samples were learned.</summary>
    public int Seen;

    /// <summary>Event time of the first.</summary>
    public long FirstMs;

    public QuietTime Quiet;

    /// <summary>How many samples ago the last alarm was, at most <see cref="EnsembleDetector.EchoSamples"/>.</summary>
    public int AlarmAge;

    /// <summary>Decades by which alarms have raised the level of the forecast; fades.</summary>
    public double Budget;

    public static EnsembleState New => new()
    {
        Forecast = SeasonalForecast.New,
        Tests = ResidualTests.New,
        Records = RecordBreaking.New,
        Novelty = PrototypeNovelty.New,
        AlarmAge = EnsembleDetector.EchoSamples,
    };

    public void Learn(in Sample sample, in Scaling scaling, in Vote vote)
    {
        Scaling = scaling;
        if (Seen == 0)
            FirstMs = sample.TimestampMs;
        if (Seen >= EnsembleDetector.WarmUp - 1)
            Tests.Learn(vote.Residual, Seen);
        Flat.Learn(vote.Value);
        Recent.Add(vote.Value);
        Rhythm.Learn(sample.TimestampMs, Seen);
        Forecast.Learn(vote.Value, vote.Forecast, Rhythm, Seen);
        Records.Learn(vote.Value, vote.Forecast.Place.Hour, vote.Record, Rhythm, Seen);
        Novelty.Learn(vote.Value, vote.Novelty, Rhythm.SamplesIn(PrototypeNovelty.BlockSeconds), Seen);
        Seen = Math.Min(Seen + 1, int.MaxValue - 1);
    }

    public void Transfer<T>(ref T state)
        where T : IStateTransfer, allows ref struct
    {
        Scaling.Transfer(ref state);
        Rhythm.Transfer(ref state);
        Forecast.Transfer(ref state);
        Tests.Transfer(ref state);
        Flat.Transfer(ref state);
        Records.Transfer(ref state);
        Novelty.Transfer(ref state);
        Recent.Transfer(ref state);
        state.Value(ref Seen);
        state.Value(ref FirstMs);
        Quiet.Transfer(ref state);
        state.Value(ref AlarmAge);
        state.Value(ref Budget);
        Seen = Math.Max(Seen, 0);
    }
}
