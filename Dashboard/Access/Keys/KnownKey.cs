using Anomaly.Dashboard.Access.Roles;

namespace Anomaly.Dashboard.Access.Keys;

/// <summary>A key that is accepted, without what it is recognised by in clear.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What its bearer may.</param>
/// <param name="Hash">Its <see cref="ApiKey.Hash"/>.</param>
/// <param name="ExpiresAt">From when it is no more accepted; null for never.</param>
internal sealed record KnownKey(string Name, Role Role, string Hash, DateTimeOffset? ExpiresAt);
