namespace Anomaly.Dashboard.Api.Samples;

/// <summary>What the broker has now.</summary>
/// <param name="Accepted">Samples.</param>
internal sealed record SamplesAccepted(int Accepted);
