using Anomaly.Grains.Interfaces.Settings;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

public sealed partial class SeriesTableRow
{
    private (int Version, ResolvedSettings? Rule)? _drawn;

    [Parameter, EditorRequired] public SeriesRow Row { get; set; } = null!;

    /// <summary>Which state of the row is to be drawn.</summary>
    [Parameter, EditorRequired] public int Version { get; set; }

    [Parameter] public ResolvedSettings? Rule { get; set; }

    /// <summary>Most rows of a round are as they were: they are neither drawn nor sent again.</summary>
    protected override bool ShouldRender()
    {
        var changed = _drawn != (Version, Rule);
        _drawn = (Version, Rule);
        return changed;
    }
}
