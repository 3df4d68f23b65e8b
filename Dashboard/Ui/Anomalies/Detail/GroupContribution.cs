namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>What a member had to do with the anomaly of its group.</summary>
/// <param name="Member">The member's series.</param>
/// <param name="Share">Its share of what was measured, 0 to 1.</param>
/// <param name="Value">Its value; null where it had none.</param>
/// <param name="Expected">What the other members let expect; null where that is not known.</param>
/// <param name="Residual">The difference in the standard deviations of such differences.</param>
public sealed record GroupContribution(string Member, double Share, double? Value, double? Expected, double? Residual);
