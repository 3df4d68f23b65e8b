namespace Anomaly.Chaos.Checking;

/// <summary>What the checker found.</summary>
internal sealed record CheckResult
{
    public required long Records { get; init; }

    public required long Samples { get; init; }

    /// <summary>Anomalies and dead letters that must be there and are not, and records that the progress never came to.</summary>
    public required long Lost { get; init; }

    /// <summary>Anomalies and dead letters that are there and must not.</summary>
    public required long Doubled { get; init; }

    public required int AnomaliesExpected { get; init; }

    public required int AnomaliesFound { get; init; }

    /// <summary>Anomalies of the right identity with a number or word that is not the one expected.</summary>
    public required long AnomaliesDiffering { get; init; }

    /// <summary>Series whose state, position or catalog entry is not the one expected.</summary>
    public required int StatesDiffering { get; init; }

    /// <summary>The first few of what is wrong.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    public bool IsRight => Lost == 0 && Doubled == 0 && AnomaliesExpected == AnomaliesFound && AnomaliesDiffering == 0 && StatesDiffering == 0;
}
