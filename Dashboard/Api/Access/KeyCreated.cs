namespace Anomaly.Dashboard.Api.Access;

/// <summary>A new key.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What its bearer may.</param>
/// <param name="ExpiresAt">From when it is no more accepted; null for never.</param>
/// <param name="Key">The key itself: shown here and never again.</param>
internal sealed record KeyCreated(string Name, string Role, DateTimeOffset? ExpiresAt, string Key);
