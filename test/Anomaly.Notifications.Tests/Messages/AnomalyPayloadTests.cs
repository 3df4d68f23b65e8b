using System.Text.Json;
using System.Text.Json.Nodes;
using Anomaly.Notifications.Messages.Payloads;
using Anomaly.Notifications.Tests.Sending;

namespace Anomaly.Notifications.Tests.Messages;

public sealed class AnomalyPayloadTests
{
    [Fact]
    public void Payload_OfAnIncident_IsThisDocument()
    {
        var incident = Told.Incident() with { Acknowledged = true, AcknowledgedBy = "ana" };
        var notification = Told.Once(incident);

        var document = JsonNode.Parse(PayloadFormats.Anomaly.Write(notification));

        var expected = JsonNode.Parse(
            $$"""
            {"version":"1","id":"{{notification.Id}}","kind":"trigger","status":"firing","severity":"warning","channel":"ops","route":"all",
             "group_key":"all:{host=\"web-1\"}","group_labels":{"host":"web-1"},"common_labels":{"host":"web-1"},
             "created_at":"2026-11-22T10:03:00.000Z","external_url":"https://anomaly.example.com/watch",
             "incidents":[{"id":"{{incident.Id}}","status":"firing","severity":"warning","labels":{"host":"web-1"},"series":["web-1.cpu"],"series_count":1,
               "methods":["ensemble","moving_average"],"anomaly_count":17,"started_at":"2026-11-22T10:00:00.000Z","last_anomaly_at":"2026-11-22T10:02:00.000Z",
               "resolved_at":null,"acknowledged":true,"acknowledged_by":"ana","url":"https://anomaly.example.com/watch/ui/incidents/{{incident.Id}}",
               "peak":{"id":"{{incident.Peak.Id}}","series":"web-1.cpu","timestamp":"2026-11-22T10:01:00.000Z","value":97.2,"expected":55.9,"lower":35.9,"upper":75.9,
                 "score":41.3,"method":"ensemble","reason":"97.2 is 41.3 above the mean 55.9 of the last 5 samples; the threshold is 20",
                 "url":"https://anomaly.example.com/watch/ui/anomalies/{{incident.Peak.Id}}"} }],
             "truncated":0}
            """);
        Assert.True(JsonNode.DeepEquals(expected, document), document!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
    }

    [Fact]
    public void Payload_WithoutAnExternalUrl_HasNoLinks()
    {
        using var document = JsonDocument.Parse(PayloadFormats.Anomaly.Write(Told.Once() with { ExternalUrl = null }));

        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("external_url").ValueKind);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("incidents")[0].GetProperty("url").ValueKind);
    }
}
