using System.Runtime.CompilerServices;

namespace Anomaly.Grains.Tests.Interleavings.Runtime;

/// <summary>
/// Where a grain's code runs: one turn at a time, in the order in which the turns became ready, as in a silo; when the next one is
/// run, the simulation says.
/// </summary>
internal sealed class Activation : TaskScheduler
{
    private readonly Simulation _simulation;
    private readonly Queue<Task> _turns = new();

    public Activation(Simulation simulation, Silo silo, GrainId id)
    {
        (_simulation, Silo) = (simulation, silo);
        Context = new ActivationContext(this, id);
    }

    public Silo Silo { get; }

    public ActivationContext Context { get; }

    /// <summary>Whose turn it is.</summary>
    [ThreadStatic]
    private static Activation? _current;

    /// <summary>Tells a grain that it lives here.</summary>
    public void Host(Grain grain)
    {
        SetContext(grain, Context);
        RuntimeOf(grain) = Silo.Runtime;
    }

    /// <summary>Runs a method that does not wait, as one turn, now.</summary>
    public void Run(Action method)
    {
        var turn = new Task(method);
        Execute(() => turn.RunSynchronously(this));
        turn.GetAwaiter().GetResult();
    }

    /// <summary>Begins a method in a turn of its own.</summary>
    public void Start<T>(Func<Task<T>> method, Action<T> answered, Action<Exception> failed) =>
        new Task(() => _ = AwaitAsync(method, answered, failed)).Start(this);

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        // A session's end is told to those who wait for one of several things by way of the thread pool. All they do then is to
        // see that the session has ended; when they do must not change a run.
        if (Environment.CurrentManagedThreadId != _simulation.Thread)
        {
            return;
        }

        _turns.Enqueue(task);
        if (_turns.Count == 1)
        {
            _simulation.Later("turn", Silo, RunTurn);
        }
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(_current, this) && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => _turns;

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "set_GrainContext")]
    private static extern void SetContext(Grain grain, IGrainContext context);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "<Runtime>k__BackingField")]
    private static extern ref IGrainRuntime RuntimeOf(Grain grain);

    private async Task AwaitAsync<T>(Func<Task<T>> method, Action<T> answered, Action<Exception> failed)
    {
        T answer;
        try
        {
            answer = await method();
        }
        catch (Exception exception)
        {
            _simulation.NoteException(exception);
            failed(exception);
            return;
        }

        answered(answer);
    }

    private void RunTurn()
    {
        var turn = _turns.Peek();
        Execute(() => TryExecuteTask(turn));
        _turns.Dequeue();
        if (_turns.Count > 0)
        {
            _simulation.Later("turn", Silo, RunTurn);
        }
    }

    private void Execute(Action turn)
    {
        var interrupted = _current;
        _current = this;
        try
        {
            turn();
        }
        finally
        {
            _current = interrupted;
        }
    }
}
