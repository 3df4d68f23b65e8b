using System.Globalization;
using Anomaly.Storage.Anomalies;
using Anomaly.Storage.Series;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>
/// A place in the history as text, for <c>cursor</c> and for the ids of stream events: milliseconds, a dot, the id; in an order by
/// series another dot and the series in base64url.
/// </summary>
internal static class CursorText
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static string Of(AnomalyCursor cursor)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{cursor.DetectedAt.ToUnixTimeMilliseconds()}.{cursor.Id:N}");
        return cursor.Series is null ? place : $"{place}.{SeriesCursor.Of(cursor.Series)}";
    }

    public static bool TryParse(string text, out AnomalyCursor cursor)
    {
        cursor = default;
        var parts = text.Split('.');
        if (parts.Length is not (2 or 3)
            || !long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds < Earliest
            || milliseconds > Latest
            || !Guid.TryParseExact(parts[1], "N", out var id))
        {
            return false;
        }

        var series = parts.Length == 3 ? SeriesCursor.Parse(parts[2]) : null;
        cursor = new AnomalyCursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id, series);
        return parts.Length == 2 || series is not null;
    }
}
