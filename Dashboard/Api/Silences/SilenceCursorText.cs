using System.Globalization;
using Anomaly.Storage.Notifications;

namespace Anomaly.Dashboard.Api.Silences;

/// <summary>A place in the list of silences as text: milliseconds, a dot, the id.</summary>
internal static class SilenceCursorText
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static string Of(SilenceCursor cursor) => string.Create(CultureInfo.InvariantCulture, $"{cursor.EndsAt.ToUnixTimeMilliseconds()}.{cursor.Id:N}");

    public static bool TryParse(string text, out SilenceCursor cursor)
    {
        cursor = default;
        if (text.Split('.') is not [var time, var name]
            || !long.TryParse(time, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
            || milliseconds < Earliest
            || milliseconds > Latest
            || !Guid.TryParseExact(name, "N", out var id))
        {
            return false;
        }

        cursor = new SilenceCursor(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id);
        return true;
    }
}
