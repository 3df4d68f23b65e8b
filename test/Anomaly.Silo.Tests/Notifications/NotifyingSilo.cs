using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Anomaly.Notifications.Tests.Receivers;
using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;
using Npgsql;

namespace Anomaly.Silo.Tests.Notifications;

/// <summary>A silo on the real broker and database that tells webhooks.</summary>
internal sealed class NotifyingSilo : IAsyncDisposable
{
    public const string SigningKey = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _settings;

    private NotifyingSilo(Dictionary<string, string> settings) => _settings = settings;

    public SiloProcess Silo { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<NotifyingSilo> StartAsync(RealServers servers, string topic)
    {
        var settings = await servers.SettingsAsync(topic, 4, [("Storage__CheckpointInterval", "00:00:00.300"), .. ExactLevels.SeedAlone]);
        var notifying = new NotifyingSilo(settings);
        var keyFile = Path.Combine(notifying._folder.Path, "key");
        await File.WriteAllTextAsync(keyFile, Convert.ToBase64String(new byte[32]) + "\n", Stop);
        settings["Notifications__KeyFile"] = keyFile;
        settings["Notifications__ExternalUrl"] = "https://anomaly.example.org";
        notifying.Silo = await RealServers.StartSiloAsync(notifying._folder, settings);
        return notifying;
    }

    /// <summary><c>kill -9</c>, and another start.</summary>
    public async Task RestartAsync(Func<Task>? meanwhile = null)
    {
        await Silo.KillAsync();
        await Silo.DisposeAsync();
        await (meanwhile?.Invoke() ?? Task.CompletedTask);
        Silo = await RealServers.StartSiloAsync(_folder, _settings);
    }

    /// <summary>Makes a channel of each receiver, and a route to each.</summary>
    public async Task TellAsync(string route, params (string Name, HttpReceiver Receiver)[] channels)
    {
        foreach (var (name, receiver) in channels)
        {
            var channel = new { type = "webhook", settings = new { url = receiver.Url }, secrets = new { signing_key = SigningKey } };
            await SendAsync(HttpMethod.Put, "/api/v1/channels/" + name, JsonSerializer.Serialize(channel));
        }

        await SendAsync(HttpMethod.Put, "/api/v1/routes", $"[{string.Join(',', channels.Select(channel => $$"""{"channel":"{{channel.Name}}",{{route}}}"""))}]");
    }

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await Silo.Web.SendAsync(request, Stop);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Stop)}");
        return await response.Content.ReadFromJsonAsync<JsonElement>(Stop);
    }

    /// <summary>Sends each series four usual values and one that is an anomaly.</summary>
    public async Task SpikeAsync(IEnumerable<string> series, string host)
    {
        var start = TimeProvider.System.GetUtcNow().AddSeconds(-10).ToUnixTimeMilliseconds();
        double[] values = [10, 10, 10, 10, 100];
        var samples = series.SelectMany(_ => values.Index(), (each, sample) => new { series = each, timestamp = start + (sample.Index * 1000), value = sample.Item, labels = new { host } });
        foreach (var records in samples.Chunk(1000))
            Assert.Equal(202, (await Silo.PostSamplesAsync(JsonSerializer.Serialize(records))).Status);
    }

    public Task<JsonElement[]> NotificationsAsync(string query = "") => Silo.GetListAsync("/api/v1/notifications?limit=1000&" + query);

    public Task<long> CountAsync(string what) =>
        AnomalyTable.ScalarAsync(_settings["POSTGRES_CONNECTION"], string.Create(CultureInfo.InvariantCulture, $"select count(*) from anomaly.{what}"), Stop);

    /// <summary>Runs a statement; returns how many rows it was about.</summary>
    public async Task<int> SqlAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_settings["POSTGRES_CONNECTION"]);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 120;
        return await command.ExecuteNonQueryAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        // Shown where the test failed.
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', Silo.Output.Split('\n').TakeLast(60).Select(line => line[..Math.Min(line.Length, 300)])));
        await Silo.DisposeAsync();
        _folder.Dispose();
    }
}
