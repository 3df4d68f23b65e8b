using System.Buffers;
using Anomaly.Detectors.Calibration;
using Anomaly.Detectors.Forecasting;
using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Ensemble;

/// <summary>Lets the voters read each sample and makes one score of it. What goes on is told once, see <see cref="QuietTime"/>.</summary>
internal sealed class EnsembleDetector(EnsembleOptions options) : IDetector
{
    /// <summary>Samples until the forecast votes, the one that it votes on included.</summary>
    public const int WarmUp = 20;

    /// <summary>Samples until records and novelty vote, too.</summary>
    public const int JointFrom = 200;

    /// <summary>Samples after an alarm in which new patterns are no news.</summary>
    public const int EchoSamples = 100;

    private const byte SnapshotVersion = 1;
    private const double BudgetOfAnAlarm = 1;
    private const double BudgetFading = 1.0 / 2000;

    /// <summary>A forecast that scores more has a part in the alarm.</summary>
    private const double ForecastNearly = 0.2;

    private readonly double _decades = Sensitivity.Decades(options.Sensitivity);

    private EnsembleState _state = EnsembleState.New;

    public string Method => EnsembleOptions.MethodName;

    public int WarmUpNeeded => WarmUp;

    public int WarmUpSeen => Math.Min(_state.Seen, WarmUp);

    public static EnsembleDetector Restore(EnsembleOptions options, ref SnapshotReader snapshot)
    {
        if (snapshot.Version != SnapshotVersion)
            throw snapshot.UnknownVersion(SnapshotVersion);

        var detector = new EnsembleDetector(options);
        detector._state.Transfer(ref snapshot);
        var sum = snapshot.Number();
        snapshot.End();
        return sum == detector.Checksum() ? detector : throw snapshot.Damaged("its checksum differs");
    }

    public Verdict Observe(in Sample sample, Learning learning = Learning.Learn)
    {
        if (!double.IsFinite(sample.Value))
            return Verdict.None;

        Span<double> bases = stackalloc double[Predictors.Bases];
        Span<double> predictions = stackalloc double[Predictors.Count];
        ref var state = ref _state;
        var scaling = state.Scaling;
        scaling.Meet(sample.Value);
        var vote = Read(sample, scaling, bases, predictions);
        if (state.Seen < WarmUp - 1)
        {
            if (learning == Learning.Learn)
                state.Learn(sample, scaling, vote);
            return new Verdict { Expected = scaling.Out(vote.Forecast.Expected) };
        }

        var score = state.Quiet.Tell(vote.Score, options.MinStreak, out var quiet);
        var verdict = Tell(vote, scaling, score);
        if (score > 1)
            verdict = verdict with { Alarms = [EnsembleAlarm.Explain(sample, new Findings(sample, vote, scaling, state, options))] };

        if (learning == Learning.Learn)
        {
            state.Learn(sample, scaling, vote);
            state.Quiet = quiet;
            state.AlarmAge = score > 1 ? 0 : Math.Min(state.AlarmAge + 1, EchoSamples);
            state.Budget *= 1 - BudgetFading;
            if (score > 1 && vote.ForecastScore > ForecastNearly)
                state.Budget += BudgetOfAnAlarm * state.Tests.Habit;
        }

        return verdict;
    }

    public void Save(IBufferWriter<byte> to)
    {
        var snapshot = new SnapshotWriter(to, SnapshotKind.Ensemble, SnapshotVersion);
        _state.Transfer(ref snapshot);
        snapshot.Number(Checksum());
    }

    private long Checksum()
    {
        var checksum = default(StateChecksum);
        _state.Transfer(ref checksum);
        return checksum.Sum;
    }

    private Vote Read(in Sample sample, in Scaling scaling, Span<double> bases, Span<double> predictions)
    {
        ref readonly var state = ref _state;
        var value = scaling.In(sample.Value);
        var forecast = state.Forecast.Predict(sample.TimestampMs, bases, predictions);
        var vote = new Vote
        {
            Value = value,
            Forecast = forecast,
            Record = state.Records.Read(value, forecast.Place.Hour, state.Seen),
            Novelty = state.Novelty.Read(value, state.Seen),
        };
        if (state.Seen < WarmUp - 1)
            return vote;

        vote.Residual = state.Tests.Read(value, forecast, state.Forecast.SeasonalScale, scaling.Noise(value), state.Seen);
        vote.Residual.Run = state.Flat.RunWith(value);
        vote.Residual.Offer(ResidualTest.Flat, state.Flat.Evidence(vote.Residual.Run));
        if (state.Seen < JointFrom)
            vote.Residual.Evidence = Math.Min(vote.Residual.Evidence, Ballot.MostDecades(state.Seen / (double)JointFrom, state.Budget, _decades));
        Ballot.Count(ref vote, state.Budget, _decades, state.Seen >= JointFrom, state.AlarmAge < EchoSamples);
        vote.Limit = state.Tests.DeviationsAt(Ballot.ForecastDecadesNeeded(state.Budget, _decades));
        return vote;
    }

    private static Verdict Tell(in Vote vote, in Scaling scaling, double score)
    {
        var reach = vote.Limit * vote.Forecast.Deviation;
        return new Verdict
        {
            Score = score,
            Expected = scaling.Out(vote.Forecast.Expected),
            Lower = scaling.Out(vote.Forecast.Expected - reach),
            Upper = scaling.Out(vote.Forecast.Expected + reach),
        };
    }
}
