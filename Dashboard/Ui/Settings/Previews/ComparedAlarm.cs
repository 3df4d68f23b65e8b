using Anomaly.Grains.Interfaces.Series;

namespace Anomaly.Dashboard.Ui.Settings.Previews;

/// <summary>An alarm under other settings or under those in force.</summary>
/// <param name="Change">How the two compare.</param>
/// <param name="Alarm">The alarm; its index counts the points of the comparison.</param>
/// <param name="Point">The point it is about; null where that lies before them.</param>
public sealed record ComparedAlarm(AlarmChange Change, PreviewedAlarm Alarm, ScoredPoint? Point)
{
    public string Words => Change switch
    {
        AlarmChange.Stays => "now too",
        AlarmChange.New => "new",
        _ => "no longer",
    };
}
