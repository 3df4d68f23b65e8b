namespace Anomaly.Storage.Notifications;

/// <summary>A page of silences, those that end last first.</summary>
public sealed record SilenceQuery
{
    /// <summary>The time that decides what is pending, active or expired.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Only these; empty for all.</summary>
    public IReadOnlyCollection<SilenceStage> Stages { get; init; } = [];

    /// <summary>Only those after this place.</summary>
    public SilenceCursor? After { get; init; }

    /// <summary>How many at the most.</summary>
    public int Limit { get; init; } = 100;
}
