using System.Diagnostics;

namespace Anomaly.Testing.Postgres;

/// <summary>Starts programs as a user that PostgreSQL accepts: it refuses to run as root.</summary>
internal static class UserCommand
{
    /// <summary>The start of a program with its output redirected; as user <c>postgres</c> where this process is root.</summary>
    public static ProcessStartInfo Create(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        if (string.Equals(Environment.UserName, "root", StringComparison.Ordinal))
        {
            start.FileName = "setpriv";
            foreach (var part in (string[])["--reuid=postgres", "--regid=postgres", "--clear-groups", program])
                start.ArgumentList.Add(part);
        }
        else
        {
            start.FileName = program;
        }

        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }

    /// <summary>Runs a program to its end and throws with its output where it failed.</summary>
    public static async Task RunAsync(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(Create(program, arguments))
            ?? throw new InvalidOperationException($"{program} could not be started");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await output}{await errors}");
    }
}
