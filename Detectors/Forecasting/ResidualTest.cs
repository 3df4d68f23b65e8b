namespace Anomaly.Detectors.Forecasting;

/// <summary>What is looked for in the errors of the forecast.</summary>
internal enum ResidualTest
{
    /// <summary>One value far off.</summary>
    Spike,

    /// <summary>A few values off to one side: a new level.</summary>
    Shift,

    /// <summary>Many values a little off to one side.</summary>
    Drift,

    /// <summary>Errors larger than usual, over a few values.</summary>
    Spread,

    /// <summary>Errors larger than usual, over many values.</summary>
    SlowSpread,

    /// <summary>Many values that do not follow the season.</summary>
    Season,

    /// <summary>The same value again and again.</summary>
    Flat,
}
