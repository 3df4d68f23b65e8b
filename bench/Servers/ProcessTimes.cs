using System.Globalization;

namespace Anomaly.Bench.Servers;

/// <summary>CPU time of processes, from <c>/proc</c>.</summary>
internal static class ProcessTimes
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux
    private const int Parent = 1; // places after the name, which may hold anything but the last bracket
    private const int Own = 11;
    private const int Ended = 13;

    /// <summary>CPU seconds of a process.</summary>
    public static double Of(int process) => Stat(Path.Combine("/proc", Text(process))) is { } stat ? Seconds(stat, Own) : 0;

    /// <summary>CPU seconds of a process and its children, those that have ended too.</summary>
    public static double WithChildren(int process)
    {
        if (Stat(Path.Combine("/proc", Text(process))) is not { } stat)
            return 0;
        var parent = Text(process);
        var children = Directory.EnumerateDirectories("/proc")
            .Where(folder => char.IsAsciiDigit(Path.GetFileName(folder)[0]))
            .Select(Stat)
            .Where(child => child is not null && child[Parent] == parent)
            .Sum(child => Seconds(child!, Own));
        return Seconds(stat, Own) + Seconds(stat, Ended) + children;
    }

    private static double Seconds(string[] stat, int at) =>
        (long.Parse(stat[at], CultureInfo.InvariantCulture) + long.Parse(stat[at + 1], CultureInfo.InvariantCulture)) / TicksPerSecond;

    private static string[]? Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // it has ended meanwhile
        }
    }

    private static string Text(int process) => process.ToString(CultureInfo.InvariantCulture);
}
