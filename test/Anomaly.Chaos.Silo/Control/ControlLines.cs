using System.Globalization;
using Anomaly.Chaos.Silo.Faults;

namespace Anomaly.Chaos.Silo.Control;

/// <summary>
/// Orders by lines of the standard input: an <see cref="Order"/>, <c>lose n</c> (calls), <c>clock s</c> (seconds to jump by). Its end
/// means that the run is gone: the silo goes too.
/// </summary>
internal static class ControlLines
{
    public static void Listen(CallFaults faults, JumpingTime time) =>
        new Thread(() => Read(faults, time)) { IsBackground = true, Name = "control" }.Start();

    private static void Read(CallFaults faults, JumpingTime time)
    {
        while (Console.In.ReadLine() is { } line)
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            switch (line[..space])
            {
                case "lose":
                    faults.Lose(int.Parse(line[space..], CultureInfo.InvariantCulture));
                    break;
                case "clock":
                    time.Jump(TimeSpan.FromSeconds(int.Parse(line[space..], CultureInfo.InvariantCulture)));
                    break;
                default:
                    faults.Ambush.Lay(Order.Parse(line));
                    break;
            }
        }

        Signals.Send(Environment.ProcessId, Signals.Kill);
    }
}
