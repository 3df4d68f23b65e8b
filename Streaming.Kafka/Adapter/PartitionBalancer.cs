using System.Globalization;
using Anomaly.Streaming.Kafka.Positions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Anomaly.Streaming.Kafka.Adapter;

/// <summary>
/// Spreads the partitions over the active silos that may read them at once, evenly, and so that few move when a silo comes or goes.
/// Every silo reckons the same from the same knowledge; while their views differ, two may read one partition, which the streams' user
/// must bear (it owns the position). A partition that no silo may read is read by nobody.
/// </summary>
internal sealed class PartitionBalancer : QueueBalancerBase
{
    private readonly string _provider;
    private readonly KafkaStreamControl _control;
    private readonly IPartitionEligibility? _eligibility;
    private readonly ILogger _logger;
    private volatile SiloAddress[] _silos = [];
    private PartitionMapper? _mapper;
    private string _unread = "";
    private int _idle;

    public PartitionBalancer(IServiceProvider services, string provider, ILogger<PartitionBalancer> logger)
        : base(services, logger)
    {
        _provider = provider;
        _control = services.GetRequiredService<KafkaStreamControl>();
        _eligibility = services.GetKeyedService<IPartitionEligibility>(provider) ?? services.GetService<IPartitionEligibility>();
        _logger = logger;
    }

    public override Task Initialize(IStreamQueueMapper queueMapper)
    {
        _mapper = (PartitionMapper)queueMapper;
        _mapper.Grown += Changed;
        _eligibility?.Changed += EligibilityChanged;
        return base.Initialize(queueMapper);
    }

    public override async Task Shutdown()
    {
        _mapper?.Grown -= Changed;
        _eligibility?.Changed -= EligibilityChanged;
        await base.Shutdown();
    }

    public override IEnumerable<QueueId> GetMyQueues()
    {
        var silos = _silos;
        if (_mapper is not { } mapper || silos.Length == 0) return [];
        var addresses = new Dictionary<int, SiloAddress>();
        foreach (var silo in silos) addresses[silo.GetConsistentHashCode()] = silo;
        var owners = PartitionSpread.Spread(
            [.. addresses.Keys], mapper.Count, (silo, partition) => _eligibility?.MayRead(_provider, partition, addresses[silo]) ?? true);
        NoteUnread([.. Enumerable.Range(0, owners.Length).Where(partition => owners[partition] is null)]);
        var mine = SiloAddress.GetConsistentHashCode();
        int[] assigned = [.. Enumerable.Range(0, owners.Length).Where(partition => owners[partition] == mine)];
        _control.SetAssigned(_provider, addresses.ContainsKey(mine) ? assigned : null);
        QueueId[] queues = [.. assigned.Select(mapper.QueueOf)];
        NoteIdle(queues.Length == 0 && silos.Length > mapper.Count, mapper.Count, silos.Length);
        return queues;
    }

    protected override void OnClusterMembershipChange(HashSet<SiloAddress> activeSilos)
    {
        _silos = [.. activeSilos];
        Changed();
    }

    private void EligibilityChanged(object? sender, EventArgs e) => Changed();

    private void Changed() => NotifyListeners().Ignore();

    private void NoteIdle(bool idle, int partitions, int silos)
    {
        if (Interlocked.Exchange(ref _idle, idle ? 1 : 0) == 0 && idle) Log.TooFewPartitions(_logger, _provider, partitions, silos);
    }

    private void NoteUnread(int[] partitions)
    {
        _control.SetUnread(_provider, partitions);
        var unread = string.Join(", ", partitions.Select(partition => partition.ToString(CultureInfo.InvariantCulture)));
        if (Interlocked.Exchange(ref _unread, unread) == unread) return;
        if (unread.Length > 0) Log.Unread(_logger, _provider, unread);
        else Log.AllRead(_logger, _provider);
    }
}
