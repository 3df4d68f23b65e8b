using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents;

/// <summary>How long it is from a time to another, or to now.</summary>
public sealed partial class Elapsed
{
    private (DateTimeOffset, DateTimeOffset?)? _drawn;

    [Parameter, EditorRequired] public DateTimeOffset From { get; set; }

    /// <summary>The end; null where it goes on.</summary>
    [Parameter] public DateTimeOffset? To { get; set; }

    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The browser counts on by itself.</summary>
    protected override bool ShouldRender()
    {
        var changed = _drawn != (From, To);
        _drawn = (From, To);
        return changed;
    }
}
