using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Multivariate;

/// <summary>Settings of the detector of a group of series that belong together, such as those of one host.</summary>
public sealed record GroupOptions
{
    /// <summary>The method's name.</summary>
    public const string MethodName = "group";

    /// <summary>How many series a group has at the most.</summary>
    public const int MostMembers = 64;

    private const double LongestInterval = 86_400;

    /// <summary>Seconds from one vector to the next: a vector is made of what the members brought between two multiples of it.</summary>
    /// <value>0 to 86400; 0, which it is if not set, goes by how often the members report.</value>
    public double IntervalSeconds
    {
        get;
        init => field = value is >= 0 and <= LongestInterval ? value : throw new ArgumentOutOfRangeException(nameof(IntervalSeconds), $"{nameof(IntervalSeconds)} is {value}; must be from 0 to {LongestInterval}.");
    }

    /// <summary>How readily alarms are raised; see <see cref="Calibration.Sensitivity"/>, counted in vectors.</summary>
    /// <value>0 to 1, 0.5 if not set.</value>
    public double Sensitivity
    {
        get;
        init => field = Calibration.Sensitivity.Checked(value, nameof(Sensitivity)) ?? Calibration.Sensitivity.Default;
    } = Calibration.Sensitivity.Default;

    internal static SnapshotKind Kind => SnapshotKind.Group;
}
