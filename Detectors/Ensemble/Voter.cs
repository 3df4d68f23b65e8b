namespace Anomaly.Detectors.Ensemble;

/// <summary>Whose vote weighs most in an alarm.</summary>
internal enum Voter
{
    /// <summary>The forecast and the tests of its errors.</summary>
    Forecast,

    /// <summary>Record breaking.</summary>
    Records,

    /// <summary>Novelty of patterns.</summary>
    Novelty,
}
