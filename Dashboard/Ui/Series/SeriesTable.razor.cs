using Anomaly.Grains.Interfaces.Settings;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

public sealed partial class SeriesTable
{
    [Parameter, EditorRequired] public IReadOnlyList<SeriesRow> Rows { get; set; } = [];

    /// <summary>Says which rule applies; null where the settings are not known yet.</summary>
    [Parameter] public SettingsResolver? Resolver { get; set; }

    /// <summary>Whether other rows are being looked for.</summary>
    [Parameter] public bool Busy { get; set; }
}
