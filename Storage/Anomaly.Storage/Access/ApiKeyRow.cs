namespace Anomaly.Storage.Access;

/// <summary>A key for the API, without what it is recognised by in clear.</summary>
/// <param name="Name">Its name, of which there is one.</param>
/// <param name="Role">What its bearer may: viewer, operator or admin.</param>
/// <param name="Hash">SHA-256 of the key, in hexadecimal digits of lower case.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="CreatedAt">When, in whole milliseconds.</param>
/// <param name="ExpiresAt">From when it is no more accepted; null for never.</param>
public sealed record ApiKeyRow(string Name, string Role, string Hash, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);
