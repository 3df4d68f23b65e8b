namespace Anomaly.Grains.Tests.Interleavings.Database;

/// <summary>How the database is given states and their anomalies.</summary>
internal enum FlushOrder
{
    /// <summary>In one statement, as the contract says.</summary>
    Together,

    /// <summary>Two statements, that of the anomalies first.</summary>
    AnomaliesFirst,

    /// <summary>Two statements, that of the states first.</summary>
    StatesFirst,
}
