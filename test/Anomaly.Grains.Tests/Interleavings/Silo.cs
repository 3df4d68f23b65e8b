using System.Net;
using Anomaly.Grains.Health;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Series;
using Anomaly.Grains.Tests.Interleavings.Database;
using Anomaly.Grains.Tests.Interleavings.Kafka;
using Anomaly.Grains.Tests.Interleavings.Runtime;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>A silo: what its grains work with, and whether it lives.</summary>
internal sealed class Silo : ILocalSiloDetails
{
    private ReaderWatch? _watch;

    public Silo(Simulation simulation, int number)
    {
        Number = number;
        Name = $"silo{number}";
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 11111, number + 1);
        Runtime = new(this, simulation.Time);
        Streams = new(simulation, simulation.Logs.Length);
        Settings = new(simulation, this);
        Partitions = new(
            new SiloStore(simulation, this, simulation.Options.Flush),
            Streams,
            new SeriesCalls(simulation, this),
            Settings,
            new DeadLetterSink(simulation, this),
            new ReroutingProducer(simulation, this),
            simulation.Feed,
            Simulation.Metrics,
            simulation.Options.Rules,
            StateFormat.Current,
            Microsoft.Extensions.Options.Options.Create(simulation.Intervals),
            simulation.Time);
        Series = new(null!, Settings, Simulation.Metrics, simulation.Options.Rules, this);
    }

    public int Number { get; }

    public string Name { get; }

    public string ClusterId => "simulation";

    public string DnsHostName => Name;

    public SiloAddress SiloAddress { get; }

    public SiloAddress GatewayAddress => SiloAddress;

    public SiloRuntime Runtime { get; }

    public SiloStreams Streams { get; }

    public SiloSettings Settings { get; }

    public PartitionServices Partitions { get; }

    public SeriesServices Series { get; }

    public PartitionRegistry Registry { get; } = new();

    public ReaderWatch Watch => _watch ??= new(Registry, Streams);

    /// <summary>What its producer has not sent yet.</summary>
    public Queue<Action> Producer { get; } = new();

    /// <summary>What the callers of its partitions' owners hear where it never answers.</summary>
    public List<Action> Unanswered { get; } = [];

    /// <summary>Killed: nothing happens in it any more.</summary>
    public bool IsDead { get; set; }

    /// <summary>Stopped or cut off until that step: nothing happens in it meanwhile.</summary>
    public int PausedUntil { get; set; }
}
