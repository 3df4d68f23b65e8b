namespace Anomaly.Storage.DeadLetters;

/// <summary>The records that could not be read, for people to look at.</summary>
public interface IDeadLetterStore
{
    /// <summary>The newest, newest first.</summary>
    /// <param name="limit">How many at the most.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<IReadOnlyList<DeadLetter>> NewestAsync(int limit, CancellationToken cancellationToken);

    /// <summary>How many there are by reason, most first.</summary>
    Task<IReadOnlyList<DeadLetterCount>> CountAsync(CancellationToken cancellationToken);
}
