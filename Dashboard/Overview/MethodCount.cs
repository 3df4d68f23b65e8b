namespace Anomaly.Dashboard.Overview;

/// <summary>How many anomalies a method found.</summary>
/// <param name="Method">The method, such as <c>moving_average</c>.</param>
/// <param name="Count">How many.</param>
public readonly record struct MethodCount(string Method, long Count);
