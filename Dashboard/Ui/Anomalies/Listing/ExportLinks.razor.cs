using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>All that agrees with the filters, as a file.</summary>
public sealed partial class ExportLinks
{
    /// <summary>What is listed.</summary>
    [Parameter, EditorRequired] public AnomalyView View { get; set; } = null!;

    [Inject] private TimeProvider Time { get; set; } = null!;

    private string Address(string format)
    {
        // By the minute, or every frame of a live page would send new addresses.
        var now = Time.GetUtcNow();
        return ViewAddress.Export(View, format, now - TimeSpan.FromTicks(now.Ticks % TimeSpan.TicksPerMinute));
    }
}
