using System.Globalization;

namespace Anomaly.Bench.Database;

/// <summary>The processor time of a PostgreSQL server: its sessions, its writers and its vacuums, those that have ended too.</summary>
/// <param name="session">The process of any of its sessions.</param>
internal sealed class ServerProcesses(int session)
{
    // As the kernel tells times to programs, whatever it counts in itself.
    private const double TicksPerSecond = 100;

    // Of the fields behind the name: the parent; own time in user and in kernel mode; that of children that have ended.
    private const int Parent = 1;
    private const int Own = 11;
    private const int Ended = 13;

    private readonly int _server = (int)Fields(session.ToString(CultureInfo.InvariantCulture))![Parent];

    public TimeSpan Time()
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            var name = Path.GetFileName(folder);
            if (!char.IsAsciiDigit(name[0]) || Fields(name) is not { } fields)
                continue;
            if (fields[Parent] == _server)
                ticks += fields[Own] + fields[Own + 1];
            else if (name == _server.ToString(CultureInfo.InvariantCulture))
                ticks += fields[Own] + fields[Own + 1] + fields[Ended] + fields[Ended + 1];
        }

        return TimeSpan.FromSeconds(ticks / TicksPerSecond);
    }

    /// <summary>What stands behind the name in <c>/proc/…/stat</c>, the state as 0; null where the process has ended.</summary>
    private static long[]? Fields(string process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return [.. text[(text.LastIndexOf(')') + 2)..].Split(' ').Select(field => long.TryParse(field, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        }
        catch (IOException)
        {
            return null;
        }
    }
}
