using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Orleans.Concurrency;

namespace Anomaly.Notifications.Incidents;

/// <summary>Answers from the database, on the silo that was asked.</summary>
[StatelessWorker, GrainType("incident"), Reentrant]
internal sealed class IncidentGrain(IIncidentStore store, IncidentNews news) : Grain, IIncidentGrain
{
    private Guid Id => this.GetPrimaryKey();

    /// <inheritdoc/>
    public Task<Incident?> GetAsync(CancellationToken cancellationToken = default) => store.FindAsync(Id, cancellationToken);

    /// <inheritdoc/>
    public Task<Incident?> AcknowledgeAsync(string author, CancellationToken cancellationToken = default) =>
        ToldAsync(store.AcknowledgeAsync(Id, Author(author), cancellationToken));

    /// <inheritdoc/>
    public Task<Incident?> CommentAsync(string author, string text, CancellationToken cancellationToken = default) =>
        ToldAsync(store.CommentAsync(Id, Author(author), Checked(text, IIncidentGrain.MaxText, nameof(text)), cancellationToken));

    /// <inheritdoc/>
    public Task<Incident?> ResolveAsync(string author, CancellationToken cancellationToken = default) =>
        ToldAsync(store.ResolveAsync(Id, Author(author), cancellationToken));

    private async Task<Incident?> ToldAsync(Task<Incident?> change)
    {
        var changed = await change;
        if (changed is not null)
            news.Tell();
        return changed;
    }

    private static string Author(string author) => Checked(author, IIncidentGrain.MaxAuthor, nameof(author));

    private static string Checked(string text, int longest, string name) =>
        IncidentNotes.Flaw(text, longest) is { } flaw ? throw new ArgumentException($"{name} {flaw}.", name) : text;
}
