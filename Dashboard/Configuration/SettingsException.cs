namespace Anomaly.Dashboard.Configuration;

/// <summary>A setting is wrong. The message is one line: which, what it is, what it must be.</summary>
public sealed class SettingsException(string message) : Exception(message);
