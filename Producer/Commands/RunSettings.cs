using Anomaly.Producer.Formats;
using Anomaly.Producer.Sending;

namespace Anomaly.Producer.Commands;

/// <summary>What the options that all commands share come to.</summary>
internal sealed record RunSettings
{
    public required BrokerAddress Address { get; init; }

    public required string Topic { get; init; }

    public RecordFormat Format { get; init; }

    public bool Keyed { get; init; } = true;

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> ClientSettings { get; init; } = new Dictionary<string, string>();

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    public long MaxUnreadBytes { get; init; }

    public string Group { get; init; } = "anomaly";

    /// <summary>Print records instead of sending them.</summary>
    public bool DryRun { get; init; }

    public bool Quiet { get; init; }

    public string Target => DryRun ? "standard output" : $"{Address.Servers} (from {Address.Source}), topic '{Topic}'";

    /// <summary>A series as these settings write it; labels given by the user come before those of the command.</summary>
    public OutputSeries Series(string id, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        var all = new Dictionary<string, string>(Labels, StringComparer.Ordinal);
        foreach (var (name, value) in labels)
            all.TryAdd(name, value);
        return new OutputSeries(id, Format, all, Keyed);
    }
}
