using System.Diagnostics;
using System.Net;

namespace Anomaly.Deployment.Tests.Network;

/// <summary>A host of a <see cref="TestNetwork"/>.</summary>
/// <param name="Name">What the others know it by.</param>
/// <param name="Address">Its address.</param>
/// <param name="Namespace">Its network namespace; null for this machine's own.</param>
internal sealed record NetworkHost(string Name, IPAddress Address, string? Namespace)
{
    /// <summary>The start of a program on the host, as an ordinary user without any privilege, with this environment and no other.</summary>
    /// <param name="user">The user's number.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="command">The program and its arguments.</param>
    /// <returns>What to start; the process that runs is the program itself.</returns>
    public ProcessStartInfo Start(string user, string folder, IReadOnlyDictionary<string, string> environment, IEnumerable<string> command)
    {
        var start = new ProcessStartInfo("ip") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] prefix =
        [
            "netns", "exec", Namespace ?? throw new InvalidOperationException($"{Name} has no namespace"),
            "setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all",
            "env", "-i", .. environment.Select(variable => $"{variable.Key}={variable.Value}"),
        ];
        foreach (var argument in prefix.Concat(command))
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
