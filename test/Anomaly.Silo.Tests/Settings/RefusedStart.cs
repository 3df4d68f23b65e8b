using System.Diagnostics;
using System.Globalization;
using Anomaly.Silo.Hosting;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;

namespace Anomaly.Silo.Tests.Settings;

/// <summary>A start of the program that must end by itself, and what it left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Errors">The lines on standard error.</param>
/// <param name="Output">What stood on standard output.</param>
public sealed record RefusedStart(int ExitCode, string[] Errors, string Output)
{
    private const string Prefix = "Anomaly cannot run: ";
    private static readonly string[] Listeners = ["Web__Port", "Web__MetricsPort", "Cluster__SiloPort", "Cluster__GatewayPort"];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Runs the program with free ports and no demo, but for what the settings say.</summary>
    public static async Task<RefusedStart> RunAsync(TempFolder folder, IEnumerable<KeyValuePair<string, string>> settings, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[RealServers.SiloProgram, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, port) in Listeners.Zip(SiloProcess.FreePorts(Listeners.Length)))
        {
            start.Environment[name] = Text(port);
        }

        start.Environment["Kafka__Demo"] = "false";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        try
        {
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, (await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries), await output);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The silo did not end by itself within {Patience.TotalSeconds} s.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>The same in this process: all of the program but the line that calls it.</summary>
    public static async Task<RefusedStart> RunHereAsync(IEnumerable<KeyValuePair<string, string>> settings)
    {
        KeyValuePair<string, string>[] all = [.. Listeners.Zip(SiloProcess.FreePorts(Listeners.Length), (name, port) => KeyValuePair.Create(name, Text(port))), new("Kafka__Demo", "false"), .. settings];
        var before = all.Select(setting => KeyValuePair.Create(setting.Key, Environment.GetEnvironmentVariable(setting.Key))).ToArray();
        var (output, errors) = (Console.Out, Console.Error);
        using var ownOutput = new StringWriter();
        using var ownErrors = new StringWriter();
        try
        {
            foreach (var (name, value) in all)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            Console.SetOut(ownOutput);
            Console.SetError(ownErrors);
            var code = await SiloHost.RunAsync([]).WaitAsync(Patience, TestContext.Current.CancellationToken);
            return new(code, ownErrors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries), ownOutput.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
            foreach (var (name, value) in before)
            {
                Environment.SetEnvironmentVariable(name, value);
            }
        }
    }

    /// <summary>Exit code 1, one line for people on standard error, no stack trace anywhere; returns that line.</summary>
    public string TheLine()
    {
        Assert.Equal(1, ExitCode);
        var line = Assert.Single(Errors);
        Assert.StartsWith(Prefix, line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" fail: ", Output, StringComparison.Ordinal);
        return line[Prefix.Length..];
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
