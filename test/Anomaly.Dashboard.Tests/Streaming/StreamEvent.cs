using System.Text.Json.Nodes;

namespace Anomaly.Dashboard.Tests.Streaming;

/// <summary>One block of a stream as it came.</summary>
internal sealed record StreamEvent(string? Id, string? Name, JsonNode? Data, string? Comment)
{
    public Guid AnomalyId => Data!["id"]!.GetValue<Guid>();

    public bool Durable => Data!["durable"]!.GetValue<bool>();
}
