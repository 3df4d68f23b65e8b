using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Multivariate;

/// <summary>A series of a group.</summary>
internal sealed class GroupMember(string id)
{
    /// <summary>A member is taken to be there until it missed so many of its reports.</summary>
    private const int MissedReports = 3;

    private const double DriftWeight = 0.3;
    private const double MostResidual = 5;
    private const double MostRelativeDrift = 4;

    private const double EarlyWeight = 0.04;
    private const double SmallestVariance = 1e-6;
    private const double IntervalWeight = 0.1;
    private const double LongestStep = 4;
    private const int LongestId = 4096;

    public string Id { get; } = id;

    public double LastValue { get; set; }

    /// <summary>Event time of the newest value.</summary>
    public long LastTime { get; set; } = long.MinValue;

    /// <summary>How far its reports are apart, milliseconds; 0 before the second.</summary>
    public double Interval { get; set; }

    /// <summary>Whether the open vector has a value of its own of the member.</summary>
    public bool Reported { get; set; }

    /// <summary>The moving average of its residuals: how far it has moved away from the others.</summary>
    public double Drift { get; private set; }

    /// <summary>The mean square of <see cref="Drift"/>; that of independent residuals at first.</summary>
    public double DriftVariance { get; private set; } = DriftWeight / (2 - DriftWeight);

    /// <summary>The drift beside what is usual of this member.</summary>
    public double RelativeDrift => Drift / Math.Sqrt(DriftVariance);

    public void Note(in Sample sample)
    {
        var step = (double)sample.TimestampMs - LastTime;
        if (LastTime != long.MinValue && step > 0)
            Interval = Interval == 0 ? step : Interval + (IntervalWeight * (Math.Min(step, LongestStep * Interval) - Interval));

        LastTime = sample.TimestampMs;
        LastValue = sample.Value;
        Reported = true;
    }

    public void NoteResidual(double residual) =>
        Drift += DriftWeight * (Math.Clamp(residual, -MostResidual, MostResidual) - Drift);

    /// <summary>Learns how far the drift usually is; what is very far counts less.</summary>
    /// <param name="weight">How much of what was known it replaces.</param>
    public void LearnDrift(double weight)
    {
        var most = weight < EarlyWeight ? MostRelativeDrift * MostRelativeDrift * DriftVariance : double.MaxValue;
        DriftVariance = Math.Max(SmallestVariance, DriftVariance + (weight * (Math.Min(Drift * Drift, most) - DriftVariance)));
    }

    public void Save(in SnapshotWriter snapshot)
    {
        snapshot.Text(Id);
        snapshot.Double(LastValue);
        snapshot.Signed(LastTime);
        snapshot.Double(Interval);
        snapshot.Number(Reported ? 1 : 0);
        snapshot.Double(Drift);
        snapshot.Double(DriftVariance);
    }

    public static GroupMember Restore(ref SnapshotReader snapshot) => new(snapshot.Text(LongestId, "a member's id"))
    {
        LastValue = snapshot.Finite("a member's value"),
        LastTime = snapshot.Signed(),
        Interval = snapshot.Finite("a member's interval"),
        Reported = snapshot.Count(1, "whether a member reported") == 1,
        Drift = snapshot.Finite("a member's drift"),
        DriftVariance = snapshot.Finite("a member's usual drift"),
    };

    /// <summary>Whether its newest value still stands for it.</summary>
    public bool IsLive(long now, double pace) =>
        LastTime != long.MinValue && (double)now - LastTime <= MissedReports * Math.Max(Interval, pace);
}
