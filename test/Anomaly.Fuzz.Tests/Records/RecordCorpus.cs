using System.Text;

namespace Anomaly.Fuzz.Tests.Records;

/// <summary>Records: valid ones of each format, and what is made of them.</summary>
internal static class RecordCorpus
{
    private static readonly string[] Names = ["series", "value", "timestamp", "labels", "samples", "name", "anomaly_rerouted", "origin", "epoch", "partition", "offset", "__name__", "cpu", "host", "a"];

    /// <summary>Valid, each of another format or form.</summary>
    public static IReadOnlyList<byte[]> Valid { get; } =
    [
        .. new[]
        {
            """{"series":"web-1.cpu","timestamp":"2026-11-22T10:00:00.25Z","value":42.5,"labels":{"host":"web-1","a":"\u0062"}}""",
            """[{"series":"a","value":1,"timestamp":1700000000.5},{"series":"b","samples":[[1700000000000,1],[1700000000001,-2e3]]}]""",
            """{"cpu":42.5,"mem":1,"host":"x","timestamp":1700000000}""",
            """{"timestamp":"2026-11-22T10:00:00Z","value":"42.5","name":"up","labels":{"__name__":"up","job":"node"}}""",
            "cpu,host=web\\ 1,dc=eu idle=97.5,irq=3i,text=\"a\\\"b\" 1700000000000000000\n# x\ncpu idle=1u",
            """{"anomaly_rerouted":1,"origin":{"epoch":1,"partition":2,"offset":3},"series":"a","samples":[[4,1700000000000,1,{"a":"b"}],[1700000000000,1]]}""",
            "{\"series\":\"many\",\"value\":1,\"labels\":{" + string.Join(',', Enumerable.Range(0, 64).Select(i => $"\"l{i}\":\"{i}\"")) + "}}",
            $$"""{"series":"long","samples":[{{string.Join(',', Enumerable.Range(0, 300).Select(i => $"[{1700000000000 + i},{i}]"))}}]}""",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>A record that may be anything.</summary>
    public static byte[] Any(Dice dice) => dice.Below(8) switch
    {
        0 => [.. Enumerable.Range(0, dice.Below(100)).Select(_ => (byte)dice.Next())],
        1 => Encoding.UTF8.GetBytes(Grammar.Json(dice, Names)),
        2 => Encoding.UTF8.GetBytes(Grammar.Lines(dice)),
        3 => Mutation.Of(dice, Encoding.UTF8.GetBytes(Grammar.Json(dice, Names))),
        4 when dice.OneIn(200) => Large(dice),
        _ => Mutation.Of(dice, dice.Pick(Valid)),
    };

    /// <summary>Many labels, many samples, many fields: what makes a decoder's work grow faster than its input would.</summary>
    private static byte[] Large(Dice dice)
    {
        var many = dice.Pick(1000, 10_000, 40_000);
        var same = dice.OneIn(2);
        return Encoding.UTF8.GetBytes(dice.Below(5) switch
        {
            0 => "{\"series\":\"a\",\"value\":1,\"labels\":{" + string.Join(',', Enumerable.Range(0, many).Select(i => $"\"l{(same ? 0 : i)}\":\"\"")) + "}}",
            1 => $"[{string.Join(',', Enumerable.Range(0, many).Select(i => $"{{\"series\":\"s{(same ? 0 : i)}\",\"value\":{i}}}"))}]",
            2 => "{" + string.Join(',', Enumerable.Range(0, many).Select(i => $"\"f{(same ? 0 : i)}\":{i}")) + "}",
            3 => $"m{string.Concat(Enumerable.Range(0, many / 10).Select(i => $",t{(same ? 0 : i)}=x"))} {string.Join(',', Enumerable.Range(0, many / 10).Select(i => $"f{(same ? 0 : i)}={i}"))}",
            _ => "{\"series\":\"a\",\"samples\":[" + string.Join(',', Enumerable.Repeat("[1700000000000,1]", many)) + "]}",
        });
    }
}
