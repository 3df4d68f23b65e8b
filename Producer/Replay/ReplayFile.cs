namespace Anomaly.Producer.Replay;

/// <summary>A file to replay.</summary>
/// <param name="Path">Where it is, as the user wrote it.</param>
/// <param name="Series">The id of its series.</param>
internal sealed record ReplayFile(string Path, string Series);
