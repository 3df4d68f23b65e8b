using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;

namespace Anomaly.Dashboard.Live;

/// <summary>Reads incidents for pages. Those that ask the same within a second, with no change between, are answered by one reading.</summary>
internal sealed class SharedIncidents(IIncidentStore store, LiveIncidents live, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<object, (Task Answer, long Changes, long At)> _answers = [];

    /// <summary>Reads a page.</summary>
    public Task<IReadOnlyList<Incident>> ListAsync(IncidentQuery query, CancellationToken cancellationToken) =>
        ReadAsync(query, () => store.ListAsync(query, CancellationToken.None), cancellationToken);

    /// <summary>Reads one; null where there is none.</summary>
    public Task<Incident?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        ReadAsync(id, () => store.FindAsync(id, CancellationToken.None), cancellationToken);

    /// <summary>Counts those that go on.</summary>
    public Task<FiringIncidents> CountFiringAsync(CancellationToken cancellationToken) =>
        ReadAsync(typeof(FiringIncidents), () => store.CountFiringAsync(CancellationToken.None), cancellationToken);

    private Task<T> ReadAsync<T>(object question, Func<Task<T>> read, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_answers.TryGetValue(question, out var known) && IsFresh(known.Answer, known.Changes, known.At))
                return ((Task<T>)known.Answer).WaitAsync(cancellationToken);

            foreach (var (other, answer) in _answers)
            {
                if (!IsFresh(answer.Answer, answer.Changes, answer.At))
                    _answers.Remove(other);
            }

            // Before it begins: a change that it may not see makes it old.
            var changes = live.Changes;
            // Off this caller's thread: a store that blocks before its first wait holds nobody up who asks for something else.
            var reading = Task.Run(read, CancellationToken.None);
            _answers[question] = (reading, changes, time.GetTimestamp());
            return reading.WaitAsync(cancellationToken);
        }
    }

    private bool IsFresh(Task answer, long changes, long at) =>
        !answer.IsFaulted && changes == live.Changes && time.GetElapsedTime(at) < Fresh;
}
