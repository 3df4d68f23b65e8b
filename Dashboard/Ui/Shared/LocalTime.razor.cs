using Anomaly.Dashboard.Api.Json;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Shared;

/// <summary>A time in the reader's own zone, with UTC in the tooltip.</summary>
public sealed partial class LocalTime
{
    [Parameter, EditorRequired] public DateTimeOffset Time { get; set; }

    private string Machine => Instant.Format(Time);

    private string Utc => Machine.Replace('T', ' ').Replace("Z", " UTC", StringComparison.Ordinal);
}
