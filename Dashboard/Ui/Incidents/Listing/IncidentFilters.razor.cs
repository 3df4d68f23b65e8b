using Anomaly.Dashboard.Api.Json;
using Anomaly.Dashboard.Ui.Anomalies.Listing;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Incidents.Listing;

/// <summary>The list's filters.</summary>
public sealed partial class IncidentFilters
{
    private static readonly IReadOnlyList<(string, string)> Severities = ViewWords.All<AnomalySeverity>();

    /// <summary>What is listed.</summary>
    [Parameter, EditorRequired] public IncidentView View { get; set; } = null!;

    /// <summary>Something else is wanted.</summary>
    [Parameter] public EventCallback<IncidentView> OnChanged { get; set; }

    private AnomalyView Times => new() { Range = View.Range, From = View.From, To = View.To };

    private string? Severity => View.Severity is { } severity ? WireNames<AnomalySeverity>.Of(severity) : null;

    private static AnomalySeverity? Named(string? name) => WireNames<AnomalySeverity>.TryParse(name, out var value) ? value : null;
}
