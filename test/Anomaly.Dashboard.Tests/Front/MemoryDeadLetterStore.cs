using Anomaly.Storage.DeadLetters;
using Anomaly.Storage.Schema;

namespace Anomaly.Dashboard.Tests.Front;

/// <summary>The records that could not be read, in memory.</summary>
internal sealed class MemoryDeadLetterStore : IDeadLetterStore
{
    private readonly Lock _lock = new();
    private readonly List<DeadLetter> _letters = [];

    public bool Away { get; set; }

    public void Add(params IEnumerable<DeadLetter> letters)
    {
        lock (_lock)
            _letters.AddRange(letters);
    }

    public Task<IReadOnlyList<DeadLetter>> NewestAsync(int limit, CancellationToken cancellationToken)
    {
        ThrowIfAway();
        lock (_lock)
            return Task.FromResult<IReadOnlyList<DeadLetter>>([.. _letters.OrderByDescending(letter => letter.At).Take(limit)]);
    }

    public Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken)
    {
        ThrowIfAway();
        lock (_lock)
            return Task.FromResult<IReadOnlyList<DeadLetterCount>>([.. _letters
                .GroupBy(letter => letter.Reason)
                .Select(group => new DeadLetterCount(group.Key, group.Count(), group.Max(letter => letter.At)))
                .OrderByDescending(count => count.Count)]);
    }

    private void ThrowIfAway()
    {
        if (Away)
            throw new StorageException("POSTGRES_CONNECTION: the server 'secret-host' cannot be reached.");
    }
}
