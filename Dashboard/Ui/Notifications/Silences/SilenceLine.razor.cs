using System.Text.Json.Nodes;
using Anomaly.Dashboard.Ui.Notifications.Parts;
using Anomaly.Notifications.Silences;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications.Silences;

/// <summary>A silence of the list.</summary>
public sealed partial class SilenceLine
{
    /// <summary>The silence.</summary>
    [Parameter, EditorRequired] public Silence Silence { get; set; } = null!;

    /// <summary>The time that decides what it is.</summary>
    [Parameter, EditorRequired] public DateTimeOffset Now { get; set; }

    /// <summary>How many open incidents it mutes.</summary>
    [Parameter] public int Muted { get; set; }

    /// <summary>Whether there may be more open incidents than were looked at.</summary>
    [Parameter] public bool IsFull { get; set; }

    /// <summary>Whether a change is under way.</summary>
    [Parameter] public bool Busy { get; set; }

    /// <summary>It is to end now.</summary>
    [Parameter] public EventCallback OnEnded { get; set; }

    private SilenceState State => Silence.StateAt(Now);

    private string Title => string.Join(", ", Silence.Matchers);

    private string Words => State switch
    {
        SilenceState.Active => Silence.IsMuting(Now) ? "muting" : "between windows",
        SilenceState.Pending => "to come",
        _ => "over",
    };

    private string? Recurrence => Silence.Recurrence is null ? null : new WindowDraft(JsonNode.Parse(Silence.Recurrence.ToString()) as JsonObject).Words;
}
