using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies.Listing;

/// <summary>A place in the list as text for the address: the cursor of the REST API, then a dot and the series where the order is by series.</summary>
internal static class PlaceText
{
    public static string Of(AnomalyCursor place) =>
        place.Series is null ? CursorText.Of(place) : $"{CursorText.Of(place)}.{place.Series}";

    public static AnomalyCursor? Parse(string? text, bool bySeries)
    {
        var parts = text?.Split('.', 3) ?? [];
        if (parts.Length != (bySeries ? 3 : 2) || !CursorText.TryParse($"{parts[0]}.{parts[1]}", out var place))
            return null;

        return bySeries ? place with { Series = parts[2] } : place;
    }
}
