using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Tests.Sending;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Tests.Channels;

public sealed class LogTests
{
    [Theory]
    [InlineData(AnomalySeverity.Info, LogLevel.Information)]
    [InlineData(AnomalySeverity.Warning, LogLevel.Warning)]
    [InlineData(AnomalySeverity.Critical, LogLevel.Warning)]
    public async Task Message_IsOneLineAtTheSeveritysLevel(AnomalySeverity severity, LogLevel level)
    {
        await using var sender = new Sender();
        var incident = Told.Incident(severity, "web-1\n2026 forged line\u001b[2J");

        Assert.Equal(DeliveryResult.Delivered, (await sender.SendAsync(Sender.Channel("log", "{}"), Told.Once(incident))).Result);

        var (logged, text) = Assert.Single(sender.Logged.All);
        Assert.Equal(level, logged);
        Assert.StartsWith("Notification by ops (trigger): [firing] ", text, StringComparison.Ordinal);
        Assert.Contains("web-1 2026 forged line [2J", text, StringComparison.Ordinal);
        Assert.DoesNotContain(text, char.IsControl);
    }
}
