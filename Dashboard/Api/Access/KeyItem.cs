using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;
using Anomaly.Storage.Access;

namespace Anomaly.Dashboard.Api.Access;

/// <summary>A key, without what it is recognised by.</summary>
internal sealed record KeyItem
{
    internal KeyItem(ApiKeyRow key) =>
        (Name, Role, CreatedBy, CreatedAt, ExpiresAt) = (key.Name, key.Role, key.CreatedBy, key.CreatedAt, key.ExpiresAt);

    internal KeyItem(KnownKey key) => (Name, Role, InSettings) = (key.Name, key.Role.NameOf(), true);

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>What its bearer may: viewer, operator or admin.</summary>
    public string Role { get; }

    /// <summary>Whether it is in the settings, <c>Web:ApiKeys</c>: such a one is changed there alone.</summary>
    public bool InSettings { get; }

    /// <summary>Who made it; null for one of the settings.</summary>
    public string? CreatedBy { get; }

    /// <summary>When; null for one of the settings.</summary>
    public DateTimeOffset? CreatedAt { get; }

    /// <summary>From when it is no more accepted; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; }
}
