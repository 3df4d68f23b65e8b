using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Anomaly.Testing.Postgres;

namespace Anomaly.Notifications.Tests.Alertmanagers;

/// <summary>A real Alertmanager on a free loopback port, with data in a folder of its own, that tells a webhook at once what fires and what is over.</summary>
internal sealed class AlertmanagerServer : IAsyncDisposable
{
    /// <summary>The password of the user <c>ana</c>, where one is wanted.</summary>
    public const string Password = "open-sesame-1234";

    // bcrypt, cost 4, of that password.
    private const string PasswordHash = "$2b$04$abcdefghijklmnopqrstuuNOcXIxUFSqQ3CAev1EPfP4Nohs1eZju";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("anomaly-alertmanager-");
    private readonly StringBuilder _output = new();
    private readonly HttpClient _http = new();
    private Process? _process;

    public Uri Url { get; } = new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{LoopbackPort.Take()}"));

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
    /// <param name="webhook">What it tells.</param>
    /// <param name="wantsPassword">Whether its API asks for a password.</param>
    public static async Task<AlertmanagerServer> StartAsync(Uri webhook, bool wantsPassword = false)
    {
        var server = new AlertmanagerServer();
        try
        {
            await server.RunAsync(AlertmanagerProgram.Find(), webhook, wantsPassword);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The alerts that its API lists.</summary>
    public async Task<JsonElement[]> AlertsAsync()
    {
        var text = await _http.GetStringAsync(new Uri(Url, "/api/v2/alerts"), TestContext.Current.CancellationToken);
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.EnumerateArray().Select(alert => alert.Clone())];
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
        _folder.Delete(recursive: true);
    }

    private async Task RunAsync(string program, Uri webhook, bool wantsPassword)
    {
        var config = Path.Combine(_folder.FullName, "alertmanager.yml");
        await File.WriteAllTextAsync(
            config,
            $$"""
            route: {receiver: hook, group_by: [incident], group_wait: 10ms, group_interval: 100ms, repeat_interval: 1h}
            receivers:
              - name: hook
                webhook_configs: [{url: '{{webhook}}', send_resolved: true}]
            """,
            TestContext.Current.CancellationToken);
        List<string> arguments =
        [
            $"--config.file={config}", $"--storage.path={Path.Combine(_folder.FullName, "data")}", $"--web.listen-address={Url.Authority}", "--cluster.listen-address=",
        ];
        if (wantsPassword)
        {
            var web = Path.Combine(_folder.FullName, "web.yml");
            await File.WriteAllTextAsync(web, $"basic_auth_users: {{ana: '{PasswordHash}'}}\n", TestContext.Current.CancellationToken);
            arguments.Add($"--web.config.file={web}");
        }

        _process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true } };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync();
    }

    private async Task ReadyAsync()
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            Assert.False(_process!.HasExited, $"Alertmanager ended:\n{Output}");
            try
            {
                using var answer = await _http.GetAsync(new Uri(Url, "/-/ready"), TestContext.Current.CancellationToken);
                if (answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Unauthorized)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"Alertmanager was not ready within {Patience.TotalSeconds} s:\n{Output}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private void Hear(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
