using System.Globalization;
using Anomaly.Producer.Formats;

namespace Anomaly.Producer.Simulation;

/// <summary>Writes the injected anomalies down, a JSON object a line, each when it is over.</summary>
internal sealed class TruthWriter(TextWriter to)
{
    public void Write(string series, Injection injection) => to.Write(string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"series":{{JsonText.Quote(series)}},"kind":"{{Name(injection.Kind)}}","start":"{{TimeText.Rfc3339(injection.Start)}}","end":"{{TimeText.Rfc3339(injection.End)}}","samples":{{injection.Samples}},"magnitude":{{injection.Magnitude}}}""") + "\n");

    public static string Name(AnomalyKind kind) => kind switch
    {
        AnomalyKind.Spike => "spike",
        AnomalyKind.Shift => "shift",
        AnomalyKind.Dropout => "dropout",
        AnomalyKind.Flat => "flat",
        AnomalyKind.Variance => "variance",
        _ => "season",
    };
}
