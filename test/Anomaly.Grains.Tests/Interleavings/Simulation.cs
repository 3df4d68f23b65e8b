using Anomaly.Grains.Metrics;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Settings;
using Anomaly.Grains.Tests.Interleavings.Database;
using Anomaly.Grains.Tests.Interleavings.Kafka;
using Anomaly.Grains.Tests.Interleavings.Oracle;
using Anomaly.Grains.Tests.Interleavings.Runtime;
using Microsoft.Extensions.Time.Testing;

namespace Anomaly.Grains.Tests.Interleavings;

/// <summary>
/// A run of the owners and series over an invented cluster, broker and database, on one thread: everything that may happen next is a
/// <see cref="Step"/>, and a seed says which one does. In the end the faults stop, the logs are finished, and everything is compared
/// with the sequential fold.
/// </summary>
internal sealed class Simulation
{
    public const string Topic = "metrics";

    private const int MaxHealingSteps = 30_000;

    public static readonly AnomalyMetrics Metrics = new(Prometheus.Metrics.WithCustomRegistry(Prometheus.Metrics.NewCustomRegistry()));

    private readonly List<Step> _steps = [];
    private readonly List<Silo> _silos = [];
    private readonly List<Queue<Action>> _producers = [];
    private readonly Queue<Action> _producer = new();
    private readonly FaultKinds _faults;
    private readonly FaultInjector _injector;
    private readonly int _rareness;
    private readonly List<string>? _trace;
    private int _silosMade;
    private int _step;
    private readonly int _haste = 1;
    private bool _healing;

    public Simulation(SimulationOptions options, int seed, bool trace = false)
    {
        Options = options;
        Random = new Random(seed);
        _trace = trace ? [] : null;
        Thread = Environment.CurrentManagedThreadId;
        _faults = (FaultKinds)Random.Next(512) & (FaultKinds)(Random.Next(3) == 0 ? 511 : 255);
        _injector = new(this, _faults);
        _rareness = 1 << Random.Next(5);
        Intervals = new PartitionOptions
        {
            CheckpointInterval = TimeSpan.FromMilliseconds(500 << Random.Next(4)),
            RowsPerFlush = 1 + Random.Next(4),
            GrainCallsAtOnce = 1 + Random.Next(4),
            GrainCallInterval = TimeSpan.FromMilliseconds(100 << Random.Next(6)),
        };
        if (options.Removes)
        {
            var own = new Random(seed); // the others keep their numbers
            _haste = 1 << own.Next(4);
            Intervals.CheckpointInterval *= 1 << own.Next(4);
            Intervals.KeepSeries = TimeSpan.FromMilliseconds(50 << own.Next(6));
            Intervals.RemovalGrace = own.Next(2) == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(50 << own.Next(4));
        }

        Logs = [.. Enumerable.Range(0, Random.Next(3) == 0 && !options.Grouped ? 2 : 1).Select(partition => new PartitionLogs(partition, Time, options.Grouped))];
        Ledger = new(this);
        Tables = new(options, Ledger);
        Feed = new(this, Tables);
        Logger = new(this);
        Partitions = new(this);
        Series = new(this);
        NewestSettings = new SettingsBook(SimulatedSettings.Document(0, options.Grouped));
        new Load(Random, Logs).Fill(_producer);
        AddSilo();
        AddSilo();
        Note($"faults: {_faults}, one in {_rareness}");
    }

    public SimulationOptions Options { get; }

    public Random Random { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public PartitionOptions Intervals { get; }

    public PartitionLogs[] Logs { get; }

    public Ledger Ledger { get; }

    public Tables Tables { get; }

    public LiveFeedCheck Feed { get; }

    public SessionLog Logger { get; }

    public PartitionDirectory Partitions { get; }

    public SeriesActivations Series { get; }

    public IReadOnlyList<Silo> Silos => _silos;

    public SettingsBook NewestSettings { get; private set; }

    public int Thread { get; }

    /// <summary>How many steps there were.</summary>
    public int StepNumber => _step;

    public bool IsTracing => _trace is not null;

    /// <summary>What was broken; null where nothing was.</summary>
    public string? Violation { get; private set; }

    /// <summary>What happened, one line each.</summary>
    public IEnumerable<string> Trace => _trace ?? [];

    /// <summary>Runs to the end.</summary>
    /// <returns>What was broken; null where nothing was.</returns>
    public string? Run()
    {
        // Grains run without one; the test's own would catch what belongs to the activations.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            for (var steps = (200 + Random.Next(1500)) * (Options.Removes ? 2 : 1); _step < steps && Violation is null; _step++)
            {
                StepOnce();
            }

            Heal();
            return Violation;
        }
        catch (Exception exception)
        {
            Fail(exception.ToString());
            return Violation;
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    public void Note(string what) => _trace?.Add($"{_step,6} {what}");

    public void Fail(string violation)
    {
        Violation ??= violation;
        Note("VIOLATION: " + violation);
    }

    /// <summary>An exception was met: one that was not injected is a violation.</summary>
    public void NoteException(Exception exception)
    {
        if (exception is not InjectedFault)
        {
            Fail($"the program failed: {exception}");
        }
    }

    /// <summary>Something may happen from now on.</summary>
    public void Later(string what, Silo? at, Action run, Action? dropped = null)
    {
        if (at is { IsDead: true })
        {
            dropped?.Invoke();
        }
        else
        {
            _steps.Add(new(what, at, run, dropped));
        }
    }

    /// <summary>Whether a fault of the messages' kind happens here, one time in so many.</summary>
    public bool Fault(int oneIn) => !_healing && _faults.HasFlag(FaultKinds.Messages) && Random.Next(oneIn * _rareness) == 0;

    public bool IsPaused(Silo silo) => !_healing && silo.PausedUntil > _step;

    /// <summary>Somebody changes the settings.</summary>
    public void ChangeSettings() =>
        NewestSettings = new SettingsBook(SimulatedSettings.Document(Random.Next(SimulatedSettings.Count), Options.Grouped) with { Revision = NewestSettings.Revision + 1 });

    /// <summary>Whether a producer has something to send, of a silo that is dead by now too.</summary>
    public bool AnySend => _producers.Exists(lane => lane.Count > 0);

    /// <summary>Whether a partition other than one has records that nobody has read for longer than removals wait.</summary>
    public bool IsAnyFarBehind(int except) => Logs.Any(logs => logs.Partition != except
        && logs.Records.Skip(Tables.Progress.GetValueOrDefault(logs.Partition) is { } progress && progress.Epoch == logs.Epoch ? (int)progress.NextOffset : 0)
            .Any(record => Time.GetUtcNow() - record.AppendedAt >= Intervals.RemovalGrace));

    public Silo AnySilo() => _silos[Random.Next(_silos.Count)];

    /// <summary>Asks something of a server: carried out some time, whatever becomes of the sender, or not; answered, or not. In a lane, one after another.</summary>
    public Task<T> Request<T>(string what, Silo from, Func<T> carryOut, Queue<Action>? lane = null)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (lane is null)
        {
            Later(what, null, CarryOut);
            return answer.Task;
        }

        lane.Enqueue(CarryOut);
        if (lane.Count == 1)
        {
            Later(what, null, () => Next(lane));
        }

        return answer.Task;

        void CarryOut()
        {
            if (Fault(60))
            {
                Later(what + " fails", from, () => answer.TrySetException(new InjectedFault("refused")));
                return;
            }

            var result = carryOut();
            if (Fault(60))
            {
                Later(what + " is carried out, its answer lost", from, () => answer.TrySetException(new InjectedFault("no answer")));
            }
            else
            {
                Later(what + " done", from, () => answer.TrySetResult(result));
            }
        }

        void Next(Queue<Action> actions)
        {
            actions.Peek()();
            actions.Dequeue();
            if (actions.Count > 0)
            {
                Later("next of the lane", null, () => Next(actions));
            }
        }
    }

    private void StepOnce()
    {
        switch (Random.Next(100))
        {
            case < 6:
                Time.Advance(TimeSpan.FromMilliseconds(Random.Next(5) switch { 0 => 10, 1 => 100, 2 => 300, 3 => 1000, _ => 50 }) * _haste);
                return;
            case < 15:
                TickAny();
                return;
            case < 16:
                if (_silos.FirstOrDefault(silo => !IsPaused(silo)) is { } watchful)
                {
                    (_silos.Where(silo => !IsPaused(silo)).ElementAtOrDefault(Random.Next(_silos.Count)) ?? watchful).Watch.Look();
                }

                return;
            case < 20:
                if (Options.Removes && !_healing && Random.Next(3) > 0)
                {
                    return; // some fall silent meanwhile
                }

                if (_producer.TryDequeue(out var append))
                {
                    append();
                    return;
                }

                break;
            case < 26:
                PollAny();
                return;
            case < 28 when !_healing && Random.Next(_rareness) == 0:
                _injector.Inject();
                return;
            default:
                break;
        }

        RunAny();
    }

    private bool RunAny()
    {
        var ready = _steps.Count(step => step.At is null || !IsPaused(step.At));
        if (ready == 0)
        {
            return false;
        }

        var chosen = Random.Next(ready);
        var index = 0;
        for (; ; index++)
        {
            if ((_steps[index].At is not { } at || !IsPaused(at)) && chosen-- == 0)
            {
                break;
            }
        }

        var step = _steps[index];
        _steps.RemoveAt(index);
        Note(step.What);
        step.Run();
        return true;
    }

    private bool TickAny()
    {
        var due = Partitions.Activations.Where(activation => !IsPaused(activation.Silo)).ToArray();
        return due.Length > 0 && due[Random.Next(due.Length)].Tick();
    }

    private bool PollAny()
    {
        foreach (var logs in Logs)
        {
            if (!_silos.Any(silo => silo.Streams.Readers.ContainsKey(logs.Partition) && !IsPaused(silo)))
            {
                var free = _silos.Where(silo => !IsPaused(silo)).ToArray();
                if (free.Length > 0)
                {
                    AddReader(free[Random.Next(free.Length)], logs);
                }
            }
        }

        var readers = _silos.Where(silo => !IsPaused(silo)).SelectMany(silo => silo.Streams.Readers.Values).ToArray();
        return readers.Length > 0 && readers[Random.Next(readers.Length)].Poll();
    }

    public void AddReader(Silo silo, PartitionLogs logs)
    {
        Note($"{silo.Name} reads partition {logs.Partition}");
        silo.Streams.Readers[logs.Partition] = new(this, silo, logs, Random.Next(1_000_000) * 1000);
    }

    public void AddSilo()
    {
        _silos.Add(new Silo(this, _silosMade++));
        _producers.Add(_silos[^1].Producer);
    }

    public void Kill(Silo silo)
    {
        Note($"{silo.Name} is killed");
        silo.IsDead = true;
        _silos.Remove(silo);
        Partitions.Forget(silo);
        Series.Forget(silo);
        var dropped = _steps.Where(step => step.At == silo).ToArray();
        _steps.RemoveAll(step => step.At == silo);
        foreach (var step in dropped)
        {
            step.Dropped?.Invoke();
        }

        foreach (var told in silo.Unanswered.ToArray())
        {
            told();
        }
    }

    /// <summary>The faults stop; either what is there finishes the logs, or all silos are killed and one new one does.</summary>
    private void Heal()
    {
        _healing = true;
        Note("the faults stop");
        while (_producer.TryDequeue(out var append))
        {
            append();
        }

        if (Random.Next(2) == 0)
        {
            _silos.ToList().ForEach(Kill);
            AddSilo();
        }

        foreach (var logs in Logs)
        {
            var readers = _silos.Where(silo => silo.Streams.Readers.ContainsKey(logs.Partition)).ToArray();
            var kept = readers.Length == 0 ? null : readers[Random.Next(readers.Length)];
            foreach (var silo in readers.Where(silo => silo != kept))
            {
                silo.Streams.Readers.Remove(logs.Partition);
            }
        }

        Partitions.EndDuplicates();
        Series.EndDuplicates();
        for (var healing = 0; Violation is null; healing++, _step++)
        {
            if (healing % 20 == 0 && IsFinished)
            {
                break;
            }

            if (healing > MaxHealingSteps)
            {
                Fail("STUCK: " + string.Join(", ", Logs.Select(logs => $"partition {logs.Partition} at {Tables.Progress.GetValueOrDefault(logs.Partition)?.NextOffset} of {logs.High}")));
            }

            StepOnce();
        }

        while (Violation is null && RunAny())
        {
            _step++;
        }

        if (Violation is null)
        {
            Ledger.CheckEnd(Tables);
        }
    }

    /// <summary>Whether a reader's question may be under way; one of before a topic was created again is beyond what the database can tell.</summary>
    public bool AnyQuestion =>
        _silos.Any(silo => silo.Unanswered.Count > 0)
        || _steps.Any(step => step.What is "turn" || step.What.StartsWith("open", StringComparison.Ordinal) || step.What.StartsWith("claim", StringComparison.Ordinal));

    private bool IsFinished => Logs.All(logs =>
        Tables.Progress.GetValueOrDefault(logs.Partition) is { } progress && progress.Epoch == logs.Epoch && progress.NextOffset == logs.High);
}
