using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Bench.Dashboards;

/// <summary>
/// An open page without a browser: a circuit that takes each drawing and confirms it, and answers calls to the browser's scripts.
/// A browser on the same two processors would cost more than the service it looks at.
/// </summary>
internal sealed partial class DashboardCircuit : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _drawings;
    private long _bytes;
    private long _objects;
    private string? _error;

    private DashboardCircuit(Uri server)
    {
        var builder = new HubConnectionBuilder().WithUrl(new Uri(server, "/_blazor"), HttpTransportType.WebSockets, options => options.SkipNegotiation = true);
        builder.Services.AddSingleton<IHubProtocol, BlazorPackProtocol>();
        _connection = builder.Build();
        _connection.On<long, byte[]>("JS.RenderBatch", DrawAsync);
        _connection.On<long, string, string, int, long, int>("JS.BeginInvokeJS", AnswerAsync);
        _connection.On<string>("JS.Error", error => _error = error);
    }

    /// <summary>Drawings taken.</summary>
    public long Drawings => Interlocked.Read(ref _drawings);

    /// <summary>Their bytes.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What went wrong on the server; null where nothing did.</summary>
    public string? Error => _error;

    public static async Task<DashboardCircuit> OpenAsync(HttpClient http, Uri page, CancellationToken cancellationToken)
    {
        var html = await http.GetStringAsync(page, cancellationToken);
        var operations = new JsonArray();
        foreach (Match marker in Markers().Matches(html))
        {
            if (JsonNode.Parse(marker.Groups[1].Value) is JsonObject { } component && component["type"]?.GetValue<string>() == "server")
                operations.Add(new JsonObject { ["type"] = "add", ["ssrComponentId"] = operations.Count + 1, ["marker"] = component });
        }

        if (operations.Count == 0)
            throw new InvalidOperationException($"{page} has no interactive parts.");

        var circuit = new DashboardCircuit(page);
        await circuit._connection.StartAsync(cancellationToken);
        await circuit._connection.InvokeAsync<string>("StartCircuit", new Uri(page, "/").ToString(), page.ToString(), "[]", "", cancellationToken);
        await circuit._connection.SendAsync(
            "UpdateRootComponents", new JsonObject { ["batchId"] = 1, ["operations"] = operations }.ToJsonString(), "", cancellationToken);
        await circuit._drawn.Task.WaitAsync(TimeSpan.FromSeconds(30), cancellationToken);
        return circuit;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task DrawAsync(long number, byte[] drawing)
    {
        Interlocked.Add(ref _bytes, drawing.Length);
        // The first is the page's frame, which asks for the theme; the second has the page.
        if (Interlocked.Increment(ref _drawings) > 1)
            _drawn.TrySetResult();

        await _connection.SendAsync("OnRenderCompleted", number, null);
    }

    /// <summary>Scripts are taken to exist and to return nothing of interest.</summary>
    private async Task AnswerAsync(long call, string identifier, string arguments, int resultType, long target, int callType)
    {
        if (call == 0)
            return;

        // 1: a reference to an object of the browser.
        var result = resultType == 1 ? new JsonObject { ["__jsObjectId"] = Interlocked.Increment(ref _objects) } : identifier switch
        {
            "anomalyTheme.choice" => JsonValue.Create("system"),
            "anomalyTheme.isDark" => JsonValue.Create(false),
            _ => (JsonNode?)null,
        };
        var answer = $"[{call.ToString(CultureInfo.InvariantCulture)},true,{result?.ToJsonString() ?? "null"}]";
        await _connection.SendAsync("EndInvokeJSFromDotNet", call, true, answer);
    }

    [GeneratedRegex("<!--Blazor:({.*?})-->")]
    private static partial Regex Markers();
}
