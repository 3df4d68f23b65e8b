using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Tests.Rest;

namespace Anomaly.Dashboard.Tests.Streaming;

/// <summary>A client of the stream. Every event is checked against the description.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private readonly WebFrontFixture _front;
    private readonly HttpClient _http = new();
    private StreamReader _reader = null!;

    private EventStream(WebFrontFixture front) => _front = front;

    /// <summary>The id that the stream gives before any event.</summary>
    public string FirstId { get; private set; } = "";

    public static async Task<EventStream> OpenAsync(WebFrontFixture front, string query = "", string? lastEventId = null)
    {
        var stream = new EventStream(front);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{front.Address}/anomalies/stream{query}");
        if (lastEventId is not null)
            request.Headers.Add("Last-Event-ID", lastEventId);

        var response = await stream._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Http.End);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        stream._reader = new StreamReader(await response.Content.ReadAsStreamAsync(Http.End));
        var first = await stream.BlockAsync();
        Assert.Null(first.Data);
        stream.FirstId = first.Id!;
        return stream;
    }

    /// <summary>The next anomaly. Heartbeats come meanwhile, so that there is a limit to them.</summary>
    public async Task<StreamEvent> NextAsync()
    {
        for (var heartbeats = 0; ; heartbeats++)
        {
            Assert.True(heartbeats < 100, "No event came for 30 seconds.");
            var block = await BlockAsync();
            if (block.Data is null)
                continue;

            Assert.Equal("anomaly", block.Name);
            Assert.Empty(_front.Contract.CheckValue(block.Data, "/anomalies/stream", "text/event-stream"));
            return block;
        }
    }

    public async Task<StreamEvent> BlockAsync()
    {
        string? id = null, name = null, data = null, comment = null;
        while (await _reader.ReadLineAsync(Http.End).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Http.End) is { } line)
        {
            if (line.Length == 0)
                return new StreamEvent(id, name, data is null ? null : JsonNode.Parse(data), comment);

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = line[(colon + 1)..].TrimStart();
            switch (line[..colon])
            {
                case "id": id = value; break;
                case "event": name = value; break;
                case "data": data = value; break;
                case "": comment = value; break;
            }
        }

        throw new EndOfStreamException("The stream ended.");
    }

    public ValueTask DisposeAsync()
    {
        _reader.Dispose();
        _http.Dispose();
        return ValueTask.CompletedTask;
    }
}
