namespace Anomaly.Bench.Latency;

/// <summary>What the sender sends.</summary>
internal sealed record SenderArguments(string Bootstrap, string Topic, int Series, int Rate, int WarmUp, int Seconds)
{
    public static SenderArguments Parse(CommandOptions options)
    {
        string Needed(string name) => options.Text(name) ?? throw new OptionException($"{name} is absent; it must be set");
        var arguments = new SenderArguments(
            Needed("--bootstrap"), Needed("--topic"), options.Number("--series", 10_000), options.Number("--rate", 100_000), options.Number("--warm-up", 200), options.Number("--seconds", 30));
        options.End();
        return arguments;
    }
}
