using System.Globalization;
using Anomaly.Grains.Interfaces.Incidents;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Notifications;

/// <summary>Lists the open incidents that a route or a silence is about.</summary>
public sealed partial class OpenIncidents
{
    private const int Shown = 10, Longest = 120;

    /// <summary>The incidents.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<Incident> Incidents { get; set; } = [];

    /// <summary>What is said where there are none.</summary>
    [Parameter, EditorRequired] public string None { get; set; } = "";

    /// <summary>What is done to them, such as <c>would be told</c>.</summary>
    [Parameter, EditorRequired] public string Done { get; set; } = "";

    /// <summary>Whether there may be more open incidents than were looked at, which were the newest.</summary>
    [Parameter] public bool IsFull { get; set; }

    private string Some(int count) => string.Create(CultureInfo.InvariantCulture, $"{count:N0} open {(count == 1 ? "incident" : "incidents")} {Done}{(IsFull ? $", of the newest {OpenIncidentSet.Most:N0}" : "")}:");
}
