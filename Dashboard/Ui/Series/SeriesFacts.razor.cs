using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Series;
using Microsoft.AspNetCore.Components;

namespace Anomaly.Dashboard.Ui.Series;

/// <summary>What is known of a series at a glance.</summary>
public sealed partial class SeriesFacts
{
    /// <summary>What its grain says; null where it did not answer yet.</summary>
    [Parameter, EditorRequired] public SeriesStatus? Status { get; set; }

    /// <summary>What the database knows; null where it did not answer yet.</summary>
    [Parameter, EditorRequired] public SeriesInfo? Info { get; set; }

    /// <summary>Where its settings come from; null where it is not known.</summary>
    [Parameter, EditorRequired] public ResolvedSettings? Rule { get; set; }

    private SeriesNow Now => SeriesNow.Of(Info, Status);

    private DateTimeOffset? FirstSeen => Info?.FirstSeen;

    /// <summary>The group that the series is in.</summary>
    private (string Id, string Name)? Group =>
        Rule is not null && Info is not null && !GroupId.IsGroup(Info.Id) && GroupSettingsReader.Find(Rule, Info.Labels) is { } group && group.ToSeriesId() is { } id
            ? (id, $"{group.Label} {group.Value}")
            : null;

    /// <summary>Shows what its grain says now, without drawing anything else anew.</summary>
    internal void Show(SeriesStatus? status)
    {
        Status = status;
        StateHasChanged();
    }
}
