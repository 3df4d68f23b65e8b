namespace Anomaly.Producer.HostFigures;

/// <summary>A figure of this machine.</summary>
/// <param name="Name">The series' id, such as <c>host.cpu.percent</c>.</param>
/// <param name="Value">The value, in the unit that the name ends with.</param>
public readonly record struct HostFigure(string Name, double Value);
