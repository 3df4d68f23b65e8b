using System.Text;
using System.Text.Json;
using Anomaly.Notifications.Messages;
using Anomaly.Notifications.Messages.Payloads;
using Anomaly.Notifications.Tests.Sending;
using CsCheck;

namespace Anomaly.Notifications.Tests.Messages;

public sealed class PayloadSizeTests
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    [Theory]
    [InlineData("anomaly", "incidents", "truncated")]
    [InlineData("alertmanager", "alerts", "truncatedAlerts")]
    public void Payload_OfWhateverComes_IsBelow20000BytesAndCountsWhatItLeavesOut(string format, string list, string left) =>
        AnyNotification.All.Sample(
            notification =>
            {
                var bytes = Write(format, notification);
                Assert.InRange(bytes.Length, 1, 19_999);
                using var json = JsonDocument.Parse(bytes, Strict);
                var told = json.RootElement.GetProperty(list).GetArrayLength();
                Assert.True(told > 0 || notification.Incidents.Count == 0, "nothing is told");
                Assert.Equal(Math.Min(int.MaxValue, notification.IncidentCount()), Math.Min(int.MaxValue, told + (long)json.RootElement.GetProperty(left).GetInt32()));
            },
            iter: 300);

    [Fact]
    public void Payload_OfManyIncidents_LeavesOutThoseAtTheEnd()
    {
        var notification = Told.Once([.. Enumerable.Range(0, 50).Select(i => Told.Incident(series: $"web-{i}.cpu"))]);

        using var json = JsonDocument.Parse(Write("anomaly", notification));

        var told = json.RootElement.GetProperty("incidents").EnumerateArray().Select(incident => incident.GetProperty("id").GetGuid()).ToArray();
        Assert.InRange(told.Length, 10, 49);
        Assert.Equal(notification.Incidents.Take(told.Length).Select(incident => incident.Id), told);
        Assert.Equal(50 - told.Length, json.RootElement.GetProperty("truncated").GetInt32());
    }

    [Fact]
    public void Payload_OfALongReason_KeepsItsStart()
    {
        var incident = Told.Incident();
        var reason = "It began well. " + new string('漢', 100_000);

        using var json = JsonDocument.Parse(Write("anomaly", Told.Once(incident with { Peak = incident.Peak with { Reason = reason } })));

        var told = json.RootElement.GetProperty("incidents")[0].GetProperty("peak").GetProperty("reason").GetString()!;
        Assert.StartsWith("It began well. 漢", told, StringComparison.Ordinal);
        Assert.EndsWith("漢…", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Payload_OfOneOrdinaryIncident_IsSmall() => Assert.InRange(Encoding.UTF8.GetString(Write("anomaly", Told.Once())).Length, 500, 2000);

    private static byte[] Write(string format, Notification notification) => PayloadFormats.All.Single(each => each.Name == format).Write(notification);
}
