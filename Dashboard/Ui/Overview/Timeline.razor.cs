using Anomaly.Dashboard.Overview;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Overview;

/// <summary>
/// Anomalies over time. Bars stand at their own place in their own unit, and only the view moves and stretches: a second changes one
/// bar and not all of them.
/// </summary>
public sealed partial class Timeline
{
    private IReadOnlyList<TimelineBucket>? _shown;

    [Parameter, EditorRequired] public IReadOnlyList<TimelineBucket> Buckets { get; set; } = [];

    /// <summary>The range in words.</summary>
    [Parameter, EditorRequired] public string Words { get; set; } = "";

    /// <summary>The top of the scale: a round number.</summary>
    private long Most => RoundUp(Buckets.Max(bucket => bucket.Total));

    /// <summary>The one bar that the tab key stops at; null where there is none.</summary>
    private long? Stop => Buckets.LastOrDefault(bucket => bucket.Total > 0)?.Slot;

    private string View => $"{Buckets[0].Slot} {-Most} {Buckets.Count} {Most}";

    protected override bool ShouldRender() => !ReferenceEquals(_shown, Buckets);

    protected override void OnAfterRender(bool firstRender) => _shown = Buckets;

    private static long RoundUp(long value)
    {
        long power = 1;
        while (true)
        {
            foreach (var step in (ReadOnlySpan<long>)[4, 6, 10, 20])
            {
                if (value <= step * power)
                    return step * power;
            }

            power *= 10;
        }
    }
}
