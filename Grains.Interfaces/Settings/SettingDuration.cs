using System.Globalization;
using System.Text;

namespace Anomaly.Grains.Interfaces.Settings;

/// <summary>Durations as settings in JSON have them: <c>30s</c>, <c>5m</c>, <c>1h30m</c>, <c>2d</c>; <c>0s</c> for none. Whole seconds.</summary>
internal static class SettingDuration
{
    private static readonly (char Unit, long Seconds)[] Units = [('d', 86_400), ('h', 3600), ('m', 60), ('s', 1)];

    /// <summary>Writes a duration in its one spelling.</summary>
    public static string Format(TimeSpan duration)
    {
        var left = (long)Math.Ceiling(duration.TotalSeconds);
        var text = new StringBuilder();
        foreach (var (unit, seconds) in Units)
        {
            if (left >= seconds)
                text.Append(CultureInfo.InvariantCulture, $"{left / seconds}{unit}");

            left %= seconds;
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    /// <summary>Reads numbers with units, the largest unit first, such as <c>90s</c> or <c>1d12h</c>.</summary>
    public static bool TryParse(string text, out TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(text);
        duration = TimeSpan.Zero;
        var (at, next) = (0, 0);
        while (at < text.Length)
        {
            var digits = text.AsSpan(at).IndexOfAnyExceptInRange('0', '9');
            if (digits is < 1 or > 9)
                return false;

            var letter = text[at + digits];
            var unit = Array.FindIndex(Units, next, each => each.Unit == letter);
            if (unit < 0)
                return false;

            duration += TimeSpan.FromSeconds(int.Parse(text.AsSpan(at, digits), CultureInfo.InvariantCulture) * Units[unit].Seconds);
            (at, next) = (at + digits + 1, unit + 1);
        }

        return at > 0;
    }
}
