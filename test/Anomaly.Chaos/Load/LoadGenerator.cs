using System.Globalization;
using System.Text;

namespace Anomaly.Chaos.Load;

/// <summary>
/// The known load: record by record a function of the seed. Hosts with four series each; a record is one sample, or one of each of a
/// host's series, or some of one series, and now and then nothing that could be read. Values walk about and have spikes.
/// </summary>
internal sealed class LoadGenerator(int seed, int hosts)
{
    private const long Start = 1_760_000_000_000;

    private static readonly string[] Names = ["cpu", "mem", "disk", "net"];
    private readonly Random _random = new(seed);
    private readonly LoadSeries[] _series = [.. Enumerable.Range(0, hosts * Names.Length).Select(_ => new LoadSeries { TimestampMs = Start })];

    public int Series => _series.Length;

    /// <summary>The next record; its key is its host, so that a series always comes by the same partition.</summary>
    public (string Key, string Value) Next()
    {
        var host = _random.Next(hosts);
        var value = _random.NextDouble() switch
        {
            < 0.70 => Single(host, _random.Next(Names.Length)),
            < 0.88 => $"[{string.Join(',', Names.Select((_, name) => Single(host, name)))}]",
            < 0.995 => Several(host, _random.Next(Names.Length), _random.Next(2, 5)),
            _ => $"no metric {_random.Next()}",
        };
        return (Text($"host-{host}"), value);
    }

    private string Single(int host, int name)
    {
        var (timestampMs, value) = Sample(host, name);
        return Text($$"""{"series":"{{Id(host, name)}}","timestamp":{{timestampMs}},"value":{{value:R}}{{Labels(host)}}}""");
    }

    private string Several(int host, int name, int count)
    {
        var samples = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var (timestampMs, value) = Sample(host, name);
            samples.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}[{timestampMs},{value:R}]");
        }

        return Text($$"""{"series":"{{Id(host, name)}}","samples":[{{samples}}]{{Labels(host)}}}""");
    }

    private (long TimestampMs, double Value) Sample(int host, int name)
    {
        var series = _series[(host * Names.Length) + name];
        series.TimestampMs += 1000;
        series.Level += ((_random.NextDouble() - 0.5) * 2) - (0.02 * series.Level);
        var spike = _random.Next(50) == 0 ? 40 + (40 * _random.NextDouble()) : 0;
        return (series.TimestampMs, Math.Round(50 + series.Level + (4 * _random.NextDouble()) + spike, 3));
    }

    private static string Id(int host, int name) => Text($"chaos.{host}.{Names[name]}");

    /// <summary>A third of the hosts have labels.</summary>
    private static string Labels(int host) => host % 3 == 0 ? Text($$""","labels":{"host":"host-{{host}}","role":"web"}""") : "";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
