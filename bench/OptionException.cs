namespace Anomaly.Bench;

/// <summary>An option that cannot work; the message says which, what it is, and what it must be.</summary>
internal sealed class OptionException(string message) : Exception(message);
