using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Series;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>How a series is: the progress of its warm-up, or since when it is silent.</summary>
public sealed partial class SeriesStateMark
{
    [Parameter, EditorRequired] public SeriesState State { get; set; }

    [Parameter, EditorRequired] public WarmUp WarmUp { get; set; }

    [Parameter, EditorRequired] public DateTimeOffset? LastSeen { get; set; }

    private string Name => WireNames<SeriesState>.Of(State);
}
