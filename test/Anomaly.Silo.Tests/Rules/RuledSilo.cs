using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;

namespace Anomaly.Silo.Tests.Rules;

/// <summary>A silo on the real broker and database whose settings are changed while it runs. Its topic has one partition: what one series shows of the settings in force is true for all.</summary>
public sealed class RuledSilo(RealServers servers) : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private Dictionary<string, string> _settings = null!;
    private int _probes;

    public SiloProcess Silo { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // Each class that uses it has one of its own.
        _settings = await servers.SettingsAsync($"ruled-{Guid.NewGuid():N}", 1, [("Storage__CheckpointInterval", "00:00:00.500"), .. ExactLevels.SeedAlone]);
        Silo = await RealServers.StartSiloAsync(_folder, _settings);
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary><c>kill -9</c>, and another start.</summary>
    public async Task RestartAsync()
    {
        await Silo.KillAsync();
        await Silo.DisposeAsync();
        Silo = await RealServers.StartSiloAsync(_folder, _settings);
    }

    /// <summary>Sends values a second apart, in one record.</summary>
    public async Task SendAsync(string series, DateTimeOffset from, params double[] values)
    {
        var samples = values.Select((value, i) => new[] { from.AddSeconds(i).ToUnixTimeMilliseconds(), value });
        Assert.Equal(202, (await Silo.PostSamplesAsync(JsonSerializer.Serialize(new { series, samples }))).Status);
    }

    public async Task<JsonElement> SendJsonAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await Silo.Web.SendAsync(request, Stop);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Stop)}");
        return response.Content.Headers.ContentLength == 0 || (int)response.StatusCode == 204 ? default : await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    /// <summary>Waits until the series is known.</summary>
    public Task KnownAsync(string series, int points = 1) => Until.AnswersAsync(
        async () => await Silo.GetAsync("/api/v1/series/" + Uri.EscapeDataString(series)),
        answer => answer.Status == 200 && JsonSerializer.Deserialize<JsonElement>(answer.Body).GetProperty("points").GetArrayLength() >= points,
        $"{series} is known");

    public Task<JsonElement[]> AnomaliesAsync(string series) => Silo.GetListAsync($"/anomalies?limit=1000&series={Uri.EscapeDataString(series)}");

    /// <summary>Gives the rules, and waits until a series that is made for it is judged by them; so are then all.</summary>
    public async Task RuleAsync(params string[] rules)
    {
        var probe = $"probe-{++_probes}";
        var mark = string.Create(CultureInfo.InvariantCulture, $"0.{_probes:000}");
        var own = $$"""{"name":"probe","match":{"series":"{{probe}}"},"settings":{"moving_average":{"threshold":{{mark}} } } }""";
        await SendJsonAsync(HttpMethod.Put, "/api/v1/rules", $"[{string.Join(',', [own, .. rules])}]");
        var from = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        await Until.AnswersAsync(
            async () =>
            {
                await SendAsync(probe, from, 1, 2, 1, 2, 1, 2);
                return await AnomaliesAsync(probe);
            },
            found => found.Any(anomaly => anomaly.GetProperty("threshold").GetDouble() == double.Parse(mark, CultureInfo.InvariantCulture)),
            "the new rules are in force");
    }
}
