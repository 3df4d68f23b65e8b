namespace Anomaly.Grains.Interfaces.Incidents;

/// <summary>An incident, as the database has it; its key is the incident's id. Stateless.</summary>
[Alias("anomaly.incident")]
public interface IIncidentGrain : IGrainWithGuidKey
{
    /// <summary>The longest name of an author, in characters.</summary>
    const int MaxAuthor = 200;

    /// <summary>The longest comment, in characters.</summary>
    const int MaxText = 4000;

    /// <summary>Reads it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null where there is none with this id.</returns>
    [Alias("get")] Task<Incident?> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Says who looks after it. Where somebody does already, that stays.</summary>
    /// <param name="author">Who: 1 to <see cref="MaxAuthor"/> characters, not blank.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The incident as it is now; null where there is none.</returns>
    /// <exception cref="ArgumentException">The name is blank or too long.</exception>
    [Alias("acknowledge")] Task<Incident?> AcknowledgeAsync(string author, CancellationToken cancellationToken = default);

    /// <summary>Adds a comment.</summary>
    /// <param name="author">Who: 1 to <see cref="MaxAuthor"/> characters, not blank.</param>
    /// <param name="text">What: 1 to <see cref="MaxText"/> characters, not blank.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The incident as it is now; null where there is none.</returns>
    /// <exception cref="ArgumentException">The name or the text is blank or too long.</exception>
    [Alias("comment")] Task<Incident?> CommentAsync(string author, string text, CancellationToken cancellationToken = default);

    /// <summary>Says that it is over. One that is over already stays as it is.</summary>
    /// <param name="author">Who: 1 to <see cref="MaxAuthor"/> characters, not blank.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The incident as it is now; null where there is none.</returns>
    /// <exception cref="ArgumentException">The name is blank or too long.</exception>
    [Alias("resolve")] Task<Incident?> ResolveAsync(string author, CancellationToken cancellationToken = default);
}
