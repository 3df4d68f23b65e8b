using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Series;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Api.Series;

/// <summary>A series.</summary>
internal record SeriesItem
{
    internal SeriesItem(SeriesInfo info, ResolvedSettings? settings)
    {
        Id = info.Id;
        Labels = info.Labels;
        State = info.State;
        WarmUp = new SeriesWarmUp(info.WarmUp.Seen, info.WarmUp.Needed);
        FirstSeen = info.FirstSeen;
        LastSeen = info.LastSeen;
        LastValue = Finite.Nearest(info.LastValue);
        Rule = settings?.Rule ?? SettingsResolver.DefaultRule;
        Overridden = settings?.Overridden ?? false;
        Positions = [new SeriesPosition(info.Partition, info.Offset)];
    }

    /// <summary>The id; percent-encode it as one segment where it stands in an address.</summary>
    public string Id { get; }

    /// <summary>Its labels.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; }

    /// <summary>Whether every method can alarm yet, and whether samples still come.</summary>
    public SeriesState State { get; protected init; }

    /// <summary>How far the warm-up is.</summary>
    public SeriesWarmUp WarmUp { get; protected init; }

    /// <summary>The event time of the first sample ever.</summary>
    public DateTimeOffset FirstSeen { get; }

    /// <summary>The event time of the newest sample.</summary>
    public DateTimeOffset LastSeen { get; protected init; }

    /// <summary>The newest sample's value.</summary>
    public double LastValue { get; protected init; }

    /// <summary>The name of the rule that its settings come from.</summary>
    public string Rule { get; }

    /// <summary>Whether it has settings of its own.</summary>
    public bool Overridden { get; }

    /// <summary>How far the log was read for it.</summary>
    public IReadOnlyList<SeriesPosition> Positions { get; protected init; }
}
