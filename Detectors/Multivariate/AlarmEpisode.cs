using Anomaly.Detectors.Snapshots;

namespace Anomaly.Detectors.Multivariate;

/// <summary>From an alarm until it is over: meanwhile only what is worse is alarmed, and nothing is learned until it has lasted long.</summary>
internal struct AlarmEpisode
{
    /// <summary>Below this share of the level it abates.</summary>
    private const double Abates = 0.7;

    /// <summary>So many vectors in a row must be calm before it is over.</summary>
    private const int CalmNeeded = 10;

    /// <summary>What lasts longer is how the group is from now on.</summary>
    private const int Patience = 120;

    private int _calm;
    private int _lasted;
    private int _worst;

    public readonly bool IsOpen => _worst > 0;

    public readonly bool Learns => _lasted is 0 or > Patience;

    /// <summary>Notes how far a vector is.</summary>
    /// <param name="ratio">Its measure as a multiple of the level of alarm.</param>
    /// <param name="severity">How far that is on the scale of all detectors.</param>
    /// <returns>Whether it is to be alarmed.</returns>
    public bool Note(double ratio, AlarmSeverity severity)
    {
        var rank = 1 + (int)severity;
        if (ratio > 1 && rank > _worst)
        {
            (_calm, _worst) = (0, rank);
            _lasted = Math.Max(1, _lasted);
            return true;
        }

        if (IsOpen)
        {
            _lasted = Math.Min(_lasted + 1, Patience + 1);
            _calm = ratio < Abates ? _calm + 1 : 0;
            if (_calm >= CalmNeeded)
                this = default;
        }

        return false;
    }

    public readonly void Save(in SnapshotWriter snapshot)
    {
        snapshot.Number(_calm);
        snapshot.Number(_lasted);
        snapshot.Number(_worst);
    }

    public static AlarmEpisode Restore(ref SnapshotReader snapshot) => new()
    {
        _calm = snapshot.Count(CalmNeeded, "the calm"),
        _lasted = snapshot.Count(Patience + 1, "how long the alarm lasted"),
        _worst = snapshot.Count(3, "the worst severity"),
    };
}
