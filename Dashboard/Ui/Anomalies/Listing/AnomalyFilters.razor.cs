using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>The list's filters; folded away on narrow screens, where those that are set stand as chips.</summary>
public sealed partial class AnomalyFilters
{
    private static readonly string[] UsualMethods = ["ensemble", "moving_average", "isolation_forest", "group", "silence"];
    private static readonly IReadOnlyList<(string, string)> Severities = ViewWords.All<AnomalySeverity>();
    private static readonly IReadOnlyList<(string, string)> Statuses = ViewWords.All<AnomalyStatus>();
    private static readonly IReadOnlyList<(string, string)> Orders =
        [.. Enum.GetValues<AnomalyOrder>().Select(order => (WireNames<AnomalyOrder>.Of(order), ViewWords.Of(order)))];

    private bool _open;

    /// <summary>What is listed.</summary>
    [Parameter, EditorRequired] public AnomalyView View { get; set; } = null!;

    /// <summary>Something else is wanted.</summary>
    [Parameter] public EventCallback<AnomalyView> OnChanged { get; set; }

    private IReadOnlyList<(string, string)> Methods =>
        [.. UsualMethods.Append(View.Method).OfType<string>().Distinct().Select(method => (method, AnomalyText.Words(method)))];

    private static string? Name<T>(T? value)
        where T : struct, Enum => value is { } one ? WireNames<T>.Of(one) : null;

    private static T? Named<T>(string? name)
        where T : struct, Enum => WireNames<T>.TryParse(name, out var value) ? value : null;
}
