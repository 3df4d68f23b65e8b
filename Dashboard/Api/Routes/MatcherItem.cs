using System.Text.Json.Serialization;
using Anomaly.Notifications.Routing;

namespace Anomaly.Dashboard.Api.Routes;

/// <summary>A condition on a label, in Alertmanager's names.</summary>
internal sealed record MatcherItem
{
    internal MatcherItem(Matcher matcher) => (Name, Value, IsRegex, IsEqual) = (matcher.Name, matcher.Value, matcher.IsRegex, matcher.IsEqual);

    /// <summary>The label's name.</summary>
    public string Name { get; }

    /// <summary>The value, or the expression.</summary>
    public string Value { get; }

    /// <summary>Whether the value is a regular expression.</summary>
    [JsonPropertyName("isRegex")]
    public bool IsRegex { get; }

    /// <summary>Whether the label must match; else it must not.</summary>
    [JsonPropertyName("isEqual")]
    public bool IsEqual { get; }
}
