namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>A failure that the simulation made; any other exception is one of the program's own.</summary>
internal sealed class InjectedFault(string message) : Exception(message);
