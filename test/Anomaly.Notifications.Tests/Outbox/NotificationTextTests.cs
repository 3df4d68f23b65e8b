using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Notifications.Outbox;
using Anomaly.Notifications.Tests.Messages;
using CsCheck;

namespace Anomaly.Notifications.Tests.Outbox;

public sealed class NotificationTextTests
{
    /// <summary>As the first version wrote it: it stays readable.</summary>
    private const string First = """
        {"id":"0199aaaa-0000-7000-8000-000000000001","channel":"ops","route":"ops{}/info/","group_key":"ops{}/info/:{}","group_labels":{},"common_labels":{"host":"web-1"},"status":"firing",
         "incidents":[{"id":"0199aaaa-0000-7000-8000-000000000002","status":"resolved","severity":"critical","labels":{"host":"web-1"},"series":["cpu"],"series_count":1,"methods":["ensemble"],
           "anomaly_count":17,"started_at":"2026-11-22T10:00:00+00:00","last_anomaly_at":"2026-11-22T10:00:00+00:00","resolved_at":"2026-11-22T10:05:00+00:00","peak":{
             "id":"0199aaaa-0000-7000-8000-000000000003","series":"cpu","timestamp":"2026-11-22T10:00:00+00:00","value":97.2,"upper":"Infinity","score":41.3,"method":"ensemble","reason":"far out"},
           "acknowledged":true,"acknowledged_by":"ana"}],
         "truncated":3,"kind":"update","created_at":"2026-11-22T10:00:00+00:00","external_url":"https://a.example.com/"}
        """;

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Read_OfTheFirstVersion_Succeeds()
    {
        var read = NotificationText.Read(First);

        Assert.Equal(("ops", 3, "ana", double.PositiveInfinity), (read.Channel, read.Truncated, read.Incidents[0].AcknowledgedBy, read.Incidents[0].Peak.Upper));
        Assert.Equal(Normal(First), NotificationText.Write(read));
    }

    [Fact]
    public void WriteAndRead_AnyMessage_IsThatMessage() => AnyNotification.All.Sample(
        notification =>
        {
            var read = NotificationText.Read(NotificationText.Write(notification));
            Assert.Equal((notification.Id, notification.Kind, notification.Truncated), (read.Id, read.Kind, read.Truncated));
            Assert.Equal(notification.Incidents.Select(incident => (incident.Id, incident.Status, incident.Peak.Value)), read.Incidents.Select(incident => (incident.Id, incident.Status, incident.Peak.Value)));
        },
        iter: 50);

    private static string Normal(string json) => JsonNode.Parse(json)!.ToJsonString(Relaxed);
}
