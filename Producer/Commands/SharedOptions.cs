using System.CommandLine;
using System.Globalization;
using Anomaly.Producer.Formats;
using Anomaly.Producer.Sending;

namespace Anomaly.Producer.Commands;

/// <summary>The options that all commands share.</summary>
internal sealed class SharedOptions
{
    private readonly Option<string?> _bootstrap = new("--bootstrap", "-b")
    {
        Description = $"The broker, host:port[,…]. Default: {BrokerAddress.Variable}, else the file {BrokerAddress.File} of a running silo (here or in a folder above), else localhost:9092.",
        HelpName = "host:port",
    };

    private readonly Option<string?> _topic = new("--topic", "-t") { Description = "The topic. Default: KAFKA_TOPIC, else metrics.", HelpName = "name" };

    private readonly Option<string> _format = new("--format", "-f")
    {
        Description = "json: {\"series\",\"timestamp\",\"value\",\"labels\"}; seed: {\"<series>\":value,\"timestamp\"} without labels; prometheus: as prometheus-kafka-adapter; influx: line protocol.",
        DefaultValueFactory = _ => "json",
    };

    private readonly Option<bool> _noKey = new("--no-key") { Description = "Send records without a key. By default the key is the series' id, so that a series stays on one partition." };

    private readonly Option<string[]> _label = new("--label") { Description = "A label for every series; repeat it for more.", HelpName = "name=value" };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Any setting of librdkafka, such as security.protocol=SASL_SSL or compression.type=lz4; repeat it for more. A broker older than 0.10 needs api.version.request=false and broker.version.fallback=0.9.0.",
        HelpName = "name=value",
    };

    private readonly Option<double> _connectTimeout = new("--connect-timeout") { Description = "Seconds to wait for the broker at the start.", DefaultValueFactory = _ => 30, HelpName = "seconds" };

    private readonly Option<long?> _maxUnread = new("--max-unread-bytes")
    {
        Description = $"Wait while a partition has this many bytes that the consumer group has not read; 0 never waits. Default: {UnreadLimiterOptions.InProcessMaxUnreadBytes} where the address came from {BrokerAddress.File} (the broker inside a silo drops silently what is older than 5 MB), else 0.",
        HelpName = "bytes",
    };

    private readonly Option<string> _group = new("--group") { Description = "The consumer group that --max-unread-bytes watches.", DefaultValueFactory = _ => "anomaly", HelpName = "name" };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Print the records instead of sending them; needs no broker." };

    private readonly Option<bool> _quiet = new("--quiet", "-q") { Description = "No progress line; errors and the summary only." };

    public SharedOptions() => _format.AcceptOnlyFromAmong("json", "seed", "prometheus", "influx");

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_bootstrap, _topic, _format, _noKey, _label, _set, _connectTimeout, _maxUnread, _group, _dryRun, _quiet])
            command.Options.Add(option);
    }

    public RunSettings Read(ParseResult parse, Surroundings surroundings)
    {
        var address = BrokerAddress.Resolve(parse.GetValue(_bootstrap), surroundings.Environment, surroundings.Folder);
        var topic = parse.GetValue(_topic) ?? surroundings.Environment("KAFKA_TOPIC");
        var timeout = parse.GetValue(_connectTimeout);
        if (!(timeout > 0 && timeout <= 86_400))
            throw Wrong("--connect-timeout", timeout, "more than 0 seconds and at most a day");
        var unread = parse.GetValue(_maxUnread) ?? (address.IsInProcess ? UnreadLimiterOptions.InProcessMaxUnreadBytes : 0);
        if (unread < 0)
            throw Wrong("--max-unread-bytes", unread, "0 (off) or more");
        return new RunSettings
        {
            Address = address,
            Topic = string.IsNullOrWhiteSpace(topic) ? "metrics" : topic.Trim(),
            Format = Enum.Parse<RecordFormat>(parse.GetValue(_format)!, ignoreCase: true),
            Keyed = !parse.GetValue(_noKey),
            Labels = PairText.Parse("--label", parse.GetValue(_label) ?? []),
            ClientSettings = PairText.Parse("--set", parse.GetValue(_set) ?? []),
            ConnectTimeout = TimeSpan.FromSeconds(timeout),
            MaxUnreadBytes = unread,
            Group = parse.GetValue(_group)!,
            DryRun = parse.GetValue(_dryRun),
            Quiet = parse.GetValue(_quiet),
        };
    }

    /// <summary>The error for an option that cannot work.</summary>
    public static InvalidSettingException Wrong(string option, object value, string must) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{option} is {value}; it must be {must}"));
}
