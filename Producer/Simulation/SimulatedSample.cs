namespace Anomaly.Producer.Simulation;

/// <summary>A sample of a simulated series.</summary>
/// <param name="Value">The value to send.</param>
/// <param name="Normal">The value it would have had if nothing were injected.</param>
/// <param name="Injection">The anomaly that touches it, or null.</param>
public readonly record struct SimulatedSample(double Value, double Normal, Injection? Injection);
