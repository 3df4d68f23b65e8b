using System.Globalization;

namespace Anomaly.Producer.Commands;

/// <summary>Reads <c>30</c> and <c>30s</c>, <c>5m</c>, <c>2h</c>, <c>7d</c> and <c>00:05:00</c>.</summary>
internal static class DurationText
{
    public static TimeSpan Parse(string option, string text)
    {
        var (number, unit) = text.Length > 0 && char.IsAsciiLetter(text[^1]) ? (text[..^1], text[^1]) : (text, 's');
        var second = unit switch
        {
            's' => 1.0,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => 0,
        };
        if (text.Contains(':', StringComparison.Ordinal) && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span > TimeSpan.Zero)
            return span;
        if (second > 0 && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            && amount > 0 && amount * second < TimeSpan.MaxValue.TotalSeconds)
            return TimeSpan.FromSeconds(amount * second);
        throw new InvalidSettingException($"{option} is '{text}'; it must be a time longer than 0, such as 30s, 5m, 2h, 7d or 00:05:00");
    }
}
