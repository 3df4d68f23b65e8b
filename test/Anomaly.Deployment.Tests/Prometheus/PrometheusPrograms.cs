using System.Diagnostics;

namespace Anomaly.Deployment.Tests.Prometheus;

/// <summary>Where <c>prometheus</c> and <c>promtool</c> are: on the PATH, or where <c>test/install-prometheus.sh</c> puts them.</summary>
internal static class PrometheusPrograms
{
    private static readonly string Installed = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "anomaly-test", "prometheus");

    /// <summary>The path of a program. Skips the test where it is absent, but not under CI.</summary>
    /// <param name="name"><c>prometheus</c> or <c>promtool</c>.</param>
    /// <returns>The path.</returns>
    public static string Find(string name)
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries), Installed];
        var found = Array.Find(folders, folder => File.Exists(Path.Combine(folder, name)));
        if (found is null)
        {
            var why = $"no {name} on the PATH or in {Installed}; run test/install-prometheus.sh";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                throw new InvalidOperationException(why);
            }

            Assert.Skip(why);
        }

        return Path.Combine(found, name);
    }

    /// <summary>Runs promtool to its end.</summary>
    /// <param name="input">What it reads; null for nothing.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The exit code, and all that it wrote.</returns>
    public static async Task<(int Code, string Output)> PromtoolAsync(string? input, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Find("promtool"), arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
