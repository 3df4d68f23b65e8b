using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Settings.Rules;

/// <summary>What applies where no rule does; not to be edited here.</summary>
public sealed partial class DefaultsRow
{
    /// <summary>The settings, a JSON object.</summary>
    [Parameter, EditorRequired] public string Defaults { get; set; } = "{}";

    /// <summary>The number of series that no rule matches, where they were counted.</summary>
    [Parameter] public long? Rest { get; set; }
}
