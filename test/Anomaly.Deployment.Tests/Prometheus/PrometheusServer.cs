using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;

namespace Anomaly.Deployment.Tests.Prometheus;

/// <summary>A real Prometheus with the checked-in configuration, on a free loopback port, with data in a folder of its own; see <see cref="HastyConfig"/> for what differs.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, string> _targets = [];
    private Process? _process;
    private HttpClient _http = new();

    private string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<PrometheusServer> StartAsync()
    {
        var program = PrometheusPrograms.Find("prometheus");
        var server = new PrometheusServer();
        try
        {
            await server.RunAsync(program);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Says which silos to watch, as an operator does: by a file of targets. Prometheus reads it at once.</summary>
    public async Task WatchAsync(SiloProcess silo)
    {
        var address = silo.Metrics.BaseAddress!.Authority;
        _targets[address] = $"- targets: ['{address}']\n  labels: {{cluster: tested}}\n";
        // Written beside and moved: half a file would be an error.
        var written = Path.Combine(_folder.Path, "silos.new");
        await File.WriteAllTextAsync(written, string.Concat(_targets.Values), TestContext.Current.CancellationToken);
        File.Move(written, Path.Combine(_folder.Path, "targets", "silos.yml"), overwrite: true);
    }

    /// <summary>What an expression gives now.</summary>
    /// <param name="expression">PromQL.</param>
    /// <returns>Its samples; an expression that is refused is an error.</returns>
    public Task<JsonElement[]> QueryAsync(string expression) => GetAsync($"/api/v1/query?query={Uri.EscapeDataString(expression)}", "result");

    /// <summary>The alerts that are pending or firing.</summary>
    public Task<JsonElement[]> AlertsAsync() => GetAsync("/api/v1/alerts", "alerts");

    /// <summary>Waits until every rule was evaluated once more.</summary>
    public async Task EvaluateAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        await Until.AnswersAsync(
            () => GetAsync("/api/v1/rules", "groups"),
            groups => groups.All(group => group.GetProperty("lastEvaluation").GetDateTimeOffset() > now),
            "Prometheus evaluated all rules",
            TimeSpan.FromSeconds(20));
    }

    /// <summary>The values that a label has among the series that a selector matches.</summary>
    public Task<JsonElement[]> LabelValuesAsync(string label, string selector) => GetAsync($"/api/v1/label/{label}/values?match[]={Uri.EscapeDataString(selector)}", null);

    /// <summary>Waits until an alert fires.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="label">A label that it has.</param>
    /// <param name="value">The label's value.</param>
    /// <returns>The alert.</returns>
    public async Task<JsonElement> FiringAsync(string name, string label, string value)
    {
        var alerts = await Until.AnswersAsync(
            AlertsAsync,
            alerts => alerts.Any(Wanted),
            $"{name} fired for {label}={value}; Prometheus says:\n{Output}",
            TimeSpan.FromSeconds(40));
        return alerts.First(Wanted);

        bool Wanted(JsonElement alert) => alert.GetProperty("state").GetString() == "firing"
            && alert.GetProperty("labels") is var labels && labels.GetProperty("alertname").GetString() == name
            && labels.TryGetProperty(label, out var found) && found.GetString() == value;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        _http.Dispose();
        _folder.Dispose();
    }

    private async Task RunAsync(string program)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"localhost:{SiloProcess.FreePorts(1)[0]}");
        var config = await HastyConfig.WriteAsync(_folder.Path, address);
        string[] arguments =
        [
            $"--config.file={config}", $"--storage.tsdb.path={Path.Combine(_folder.Path, "data")}",
            $"--web.listen-address={address}", "--log.level=warn",
        ];
        _process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true } };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _http.Dispose();
        _http = new HttpClient { BaseAddress = new Uri($"http://{address}") };
        await Until.AnswersAsync(
            async () =>
            {
                Assert.False(_process.HasExited, $"Prometheus ended:\n{Output}");
                using var answer = await _http.GetAsync(new Uri("/-/ready", UriKind.Relative), TestContext.Current.CancellationToken);
                return answer.IsSuccessStatusCode;
            },
            ready => ready, "Prometheus was ready");
    }

    private async Task<JsonElement[]> GetAsync(string path, string? property)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{path}\n{text}");
        using var document = JsonDocument.Parse(text);
        var data = document.RootElement.GetProperty("data");
        return [.. (property is null ? data : data.GetProperty(property)).EnumerateArray().Select(item => item.Clone())];
    }

    private void Hear(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
