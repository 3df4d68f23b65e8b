using System.Globalization;
using Anomaly.Dashboard.Overview;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>A bar of the timeline: critical below, then warning, then info.</summary>
public sealed partial class TimelineBar
{
    private (TimelineBucket Bucket, long Most, bool IsStop)? _shown;

    [Parameter, EditorRequired] public TimelineBucket Bucket { get; set; } = null!;

    /// <summary>The top of the scale.</summary>
    [Parameter, EditorRequired] public long Most { get; set; }

    /// <summary>Whether the tab key stops here.</summary>
    [Parameter] public bool IsStop { get; set; }

    private string Left => (Bucket.Slot + .12).ToString("0.00", CultureInfo.InvariantCulture);

    private string Text => OverviewText.Bar(Bucket);

    protected override bool ShouldRender() => _shown != (Bucket, Most, IsStop);

    protected override void OnAfterRender(bool firstRender) => _shown = (Bucket, Most, IsStop);
}
