using System.Globalization;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>A place in the history as text, for <c>cursor</c> and for the ids of stream events: milliseconds, a dot, the id.</summary>
internal static class CursorText
{
    private const long LatestMilliseconds = 253_402_300_799_999;

    public static string Of(AnomalyCursor cursor) =>
        string.Create(CultureInfo.InvariantCulture, $"{cursor.DetectedAt.ToUnixTimeMilliseconds()}.{cursor.Id:N}");

    public static bool TryParse(string text, out AnomalyCursor cursor)
    {
        cursor = default;
        var parts = text.Split('.');
        if (parts.Length != 2
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds > LatestMilliseconds
            || !Guid.TryParseExact(parts[1], "N", out var id))
        {
            return false;
        }

        cursor = new AnomalyCursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id);
        return true;
    }
}
