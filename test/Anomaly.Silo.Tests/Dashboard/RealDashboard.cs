using System.Text.Json;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;

namespace Anomaly.Silo.Tests.Dashboard;

/// <summary>A silo with its dashboard on the real broker and database, with series and anomalies as a small shop's machines have them.</summary>
public sealed class RealDashboard(RealServers servers) : IAsyncLifetime
{
    private static readonly string[] Hosts = ["web-1", "web-2", "db-1"];
    private static readonly string[] Figures = ["cpu", "memory", "requests", "latency_ms"];

    private readonly TempFolder _folder = new();

    public SiloProcess Silo { get; private set; } = null!;

    public IReadOnlyDictionary<string, string> Settings { get; private set; } = null!;

    public string Address => Silo.Web.BaseAddress!.ToString().TrimEnd('/');

    public async ValueTask InitializeAsync()
    {
        Settings = await servers.SettingsAsync("dashboard", 2, ("Storage__CheckpointInterval", "00:00:01"));
        Silo = await RealServers.StartSiloAsync(_folder, Settings);
        var random = new Random(7);
        var now = TimeProvider.System.GetUtcNow();
        var records = from host in Hosts
                      from figure in Figures
                      select Enumerable.Range(0, 90).Select(i => new
                      {
                          series = $"{host}.{figure}",
                          timestamp = now.AddSeconds(5 * (i - 90)),
                          value = Math.Round(50 + (5 * Math.Sin(i / 6.0)) + random.NextDouble() + (figure is "cpu" or "latency_ms" && i % 29 == 17 ? 60 : 0), 2),
                          labels = new { host, role = host[..^2] },
                      });
        foreach (var record in records)
        {
            Assert.Equal(202, (await Silo.PostSamplesAsync(JsonSerializer.Serialize(record))).Status);
        }

        await SendAsync("starting/up & <new>", 1);
        await Until.AnswersAsync(() => Silo.GetListAsync("/anomalies?limit=1000"), found => found.Length > 10, "there are anomalies");
        await Until.AnswersAsync(() => Silo.GetListAsync("/api/v1/incidents?series=web-1.latency_ms"), found => found.Length > 0, "there are incidents");
        await Until.AnswersAsync(() => Silo.GetListAsync("/api/v1/series"), found => found.Length == (Hosts.Length * Figures.Length) + 1, "all series are listed");
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>Sends values of one series, now; each with its time, which this broker gives no record.</summary>
    public async Task SendAsync(string series, params double[] values)
    {
        foreach (var value in values)
        {
            var (status, body) = await Silo.PostSamplesAsync(JsonSerializer.Serialize(new { series, timestamp = TimeProvider.System.GetUtcNow(), value }));
            Assert.True(status == 202, body);
        }
    }
}
