namespace Anomaly.Dashboard.Api.Anomalies.Export;

/// <summary>The formats of an export; also the ends of the file's name.</summary>
internal enum ExportFormat
{
    /// <summary>Comma-separated values.</summary>
    Csv,

    /// <summary>One JSON array.</summary>
    Json,

    /// <summary>A JSON object a line.</summary>
    Ndjson,
}
