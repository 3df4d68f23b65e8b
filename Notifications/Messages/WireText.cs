using System.Globalization;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Notifications.Messages;

/// <summary>How values are spelled in messages.</summary>
internal static class WireText
{
    /// <summary><c>info</c>, <c>warning</c> or <c>critical</c>.</summary>
    public static string Of(AnomalySeverity severity) => severity switch
    {
        AnomalySeverity.Critical => "critical",
        AnomalySeverity.Warning => "warning",
        _ => "info",
    };

    /// <summary><c>firing</c> or <c>resolved</c>.</summary>
    public static string Of(NotificationStatus status) => status == NotificationStatus.Resolved ? "resolved" : "firing";

    /// <summary><c>trigger</c>, <c>update</c>, <c>acknowledge</c>, <c>resolve</c> or <c>test</c>.</summary>
    public static string Of(NotificationKind kind) => kind switch
    {
        NotificationKind.Trigger => "trigger",
        NotificationKind.Acknowledge => "acknowledge",
        NotificationKind.Resolve => "resolve",
        NotificationKind.Test => "test",
        _ => "update",
    };

    /// <summary>RFC 3339, UTC, with milliseconds.</summary>
    public static string Of(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A time for people to read, to the second, in UTC.</summary>
    public static string Readable(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A number for people to read, to nine digits; nothing for none.</summary>
    public static string Readable(double? number) => number?.ToString("G9", CultureInfo.InvariantCulture) ?? "";
}
