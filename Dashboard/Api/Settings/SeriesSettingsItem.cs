using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Dashboard.Api.Settings;

/// <summary>The settings of one series and where they come from.</summary>
internal sealed record SeriesSettingsItem
{
    internal SeriesSettingsItem(ResolvedSettings resolved)
    {
        Settings = FreeObject.Parse(resolved.Settings);
        Rule = resolved.Rule;
        Overridden = resolved.Overridden;
    }

    /// <summary>The complete settings.</summary>
    public JsonElement Settings { get; }

    /// <summary>The name of the rule below the series' own; default where none matches.</summary>
    public string Rule { get; }

    /// <summary>Whether the series has settings of its own.</summary>
    public bool Overridden { get; }
}
