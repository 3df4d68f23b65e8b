namespace Anomaly.Detectors.Tests.Multivariate.Labelled;

/// <summary>A fault and where it is.</summary>
/// <param name="Kind">What goes wrong.</param>
/// <param name="Start">The first vector of it.</param>
/// <param name="End">The first vector after it.</param>
/// <param name="Members">Whom it concerns.</param>
public sealed record LabelledFault(FaultKind Kind, int Start, int End, int[] Members);
