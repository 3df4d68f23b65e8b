using Anomaly.Detectors.Forecasting;
using Anomaly.Detectors.Novelty;
using Anomaly.Detectors.Statistics;

namespace Anomaly.Detectors.Ensemble;

/// <summary>What is told of an alarm, in the unit of the series. Made only where there is one.</summary>
internal sealed class Findings
{
    private const double DayMs = 24 * 3_600_000.0;

    public Findings(in Sample sample, in Vote vote, in Scaling scaling, in EnsembleState state, EnsembleOptions options)
    {
        var deviation = vote.Forecast.Deviation;
        Options = options;
        Value = sample.Value;
        Window = state.Recent.With(sample.Value, scaling);
        Expected = scaling.Out(vote.Forecast.Expected);
        Lower = scaling.Out(vote.Forecast.Expected - (vote.Limit * deviation));
        Upper = scaling.Out(vote.Forecast.Expected + (vote.Limit * deviation));
        Deviation = scaling.DistanceOut(deviation);
        ZScore = deviation > 0 ? vote.Residual.Z : null;
        Limit = Finite.Clamp(vote.Limit);
        Seasonal = state.Forecast.IsSeasonal;
        Hour = vote.Forecast.Place.Hour;
        Test = vote.Residual.Strongest;
        Decades = vote.Residual.Evidence;
        MeanError = scaling.DistanceOut((Test == ResidualTest.Drift ? vote.Residual.SlowMean : vote.Residual.FastMean) * deviation);
        SpreadRatio = Test == ResidualTest.SlowSpread ? vote.Residual.SlowSpread : vote.Residual.FastSpread;
        SeasonError = scaling.DistanceOut(vote.Residual.SeasonMean * state.Forecast.SeasonalScale);
        Run = vote.Residual.Run;
        LongestRun = (int)Math.Round(state.Flat.Longest);
        Highest = scaling.Out(state.Records.Upper);
        Lowest = scaling.Out(state.Records.Lower);
        OfHour = vote.Record.OfHour;
        HourMean = scaling.Out(state.Records.HourMean(Hour));
        Margin = vote.Record.Margin;
        Pattern = Out(vote.Novelty.Pattern, scaling);
        Nearest = vote.Novelty.Nearest < 0 ? Pattern : Out(state.Novelty.Prototype(vote.Novelty.Nearest), scaling);
        Distance = vote.Novelty.Distance;
        UsualDistance = state.Novelty.Usual;
        BlockSamples = state.Novelty.BlockLength;
        KnownPatterns = state.Novelty.Known;
        ForecastScore = Finite.Clamp(vote.ForecastScore);
        RecordScore = vote.RecordScore;
        NoveltyScore = vote.NoveltyScore;
        Score = Finite.Clamp(vote.Score);
        Samples = state.Seen;
        Days = Math.Max(0, sample.TimestampMs - (double)state.FirstMs) / DayMs;
    }

    public EnsembleOptions Options { get; }

    public double Value { get; }

    /// <summary>The last values, this one included.</summary>
    public double[] Window { get; }

    public double Expected { get; }

    public double Lower { get; }

    public double Upper { get; }

    public double Deviation { get; }

    public double? ZScore { get; }

    public double Limit { get; }

    public bool Seasonal { get; }

    public int Hour { get; }

    public ResidualTest Test { get; }

    public double Decades { get; }

    public double MeanError { get; }

    public double SpreadRatio { get; }

    public double SeasonError { get; }

    public int Run { get; }

    public int LongestRun { get; }

    public double Highest { get; }

    public double Lowest { get; }

    public bool OfHour { get; }

    public double HourMean { get; }

    public double Margin { get; }

    public double[] Pattern { get; }

    public double[] Nearest { get; }

    public double Distance { get; }

    public double UsualDistance { get; }

    public int BlockSamples { get; }

    public int KnownPatterns { get; }

    public double ForecastScore { get; }

    public double RecordScore { get; }

    public double NoveltyScore { get; }

    public double Score { get; }

    public int Samples { get; }

    public double Days { get; }

    /// <summary>Whose vote weighs most.</summary>
    public Voter Voter =>
        ForecastScore > 1 || (ForecastScore >= RecordScore && ForecastScore >= NoveltyScore) ? Voter.Forecast
        : RecordScore >= NoveltyScore ? Voter.Records
        : Voter.Novelty;

    /// <summary>On which side of what was expected the sample lies, as far as the strongest finding has a side.</summary>
    public AlarmDirection Direction => (Voter, Test) switch
    {
        (Voter.Forecast, ResidualTest.Flat or ResidualTest.Spread or ResidualTest.SlowSpread) => AlarmDirection.Both,
        (Voter.Forecast, ResidualTest.Shift or ResidualTest.Drift) => Side(MeanError),
        (Voter.Forecast, ResidualTest.Season) => Side(SeasonError),
        (Voter.Forecast, _) => Side(Value - Expected),
        (Voter.Records, _) => Side(OfHour ? Value - HourMean : Value - Highest > 0 ? 1 : Value - Lowest),
        _ => Side(Pattern[2] - Nearest[2]),
    };

    private static AlarmDirection Side(double difference) =>
        difference > 0 ? AlarmDirection.Above : difference < 0 ? AlarmDirection.Below : AlarmDirection.Both;

    private static double[] Out(in Pattern pattern, in Scaling scaling) => [scaling.Out(pattern.First), scaling.Out(pattern.Middle), scaling.Out(pattern.Last)];
}
