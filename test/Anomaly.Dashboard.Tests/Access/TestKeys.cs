using Anomaly.Dashboard.Access.Keys;
using Anomaly.Dashboard.Access.Roles;

namespace Anomaly.Dashboard.Tests.Access;

/// <summary>A key for each role, as the settings of a host have them.</summary>
internal sealed class TestKeys
{
    private readonly Dictionary<Role, string> _keys = Enum.GetValues<Role>().ToDictionary(role => role, _ => ApiKey.Create());

    /// <summary>The settings: names are those of the roles.</summary>
    public Dictionary<string, string> Settings => _keys.ToDictionary(key => key.Key.NameOf(), key => $"{key.Key.NameOf()} {ApiKey.Setting(ApiKey.Hash(key.Value))}");

    public string Of(Role role) => _keys[role];
}
