using System.Diagnostics;
using System.Globalization;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;

namespace Anomaly.Silo.Tests.Dashboard;

/// <summary>The dashboard as a program of its own: a client of the cluster.</summary>
public sealed class DashboardProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private DashboardProcess(Process process, string address) => (_process, Address) = (process, address);

    public string Address { get; }

    public static async Task<DashboardProcess> StartAsync(string postgres)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{SiloProcess.FreePorts(1)[0]}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Anomaly.Dashboard.dll"));
        start.Environment["POSTGRES_CONNECTION"] = postgres;
        start.Environment["ASPNETCORE_URLS"] = address;
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var dashboard = new DashboardProcess(process, address);
        try
        {
            await Until.AnswersAsync(() => dashboard._http.GetAsync(new Uri($"{address}/readyz")), answer => answer.IsSuccessStatusCode, "the dashboard is ready");
            return dashboard;
        }
        catch
        {
            await dashboard.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _http.Dispose();
    }
}
