using Anomaly.Grains.Interfaces.Catalog;
using Anomaly.Storage.Series;
using Orleans.Concurrency;

namespace Anomaly.Grains.Catalog;

/// <summary>Answers from the database, on the silo that was asked.</summary>
[StatelessWorker, GrainType("series-catalog"), Reentrant]
internal sealed class SeriesCatalogGrain(ISeriesCatalog catalog) : Grain, ISeriesCatalogGrain
{
    /// <inheritdoc/>
    public async Task<SeriesPage> ListAsync(SeriesPageQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = await catalog.ListAsync(Read(query), cancellationToken);
        return found.Count > query.Limit
            ? new SeriesPage([.. found.Take(query.Limit).Select(ToSummary)], SeriesCursor.Of(found[query.Limit - 1].Id))
            : new SeriesPage([.. found.Select(ToSummary)], null);
    }

    /// <inheritdoc/>
    public async Task<SeriesSummary?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return await catalog.FindAsync(id, cancellationToken) is { } info ? ToSummary(info) : null;
    }

    /// <summary>The query with one series more than is wanted: it tells whether there is a next page.</summary>
    private static SeriesQuery Read(SeriesPageQuery query)
    {
        if (query.Limit is < 1 or > SeriesPageQuery.MaxLimit)
            throw new ArgumentOutOfRangeException(nameof(query), $"{nameof(SeriesPageQuery)}.{nameof(query.Limit)} is {query.Limit}; it must be from 1 to {SeriesPageQuery.MaxLimit}.");
        if (query.State is { } state && !Enum.IsDefined(state))
            throw new ArgumentOutOfRangeException(nameof(query), $"{nameof(SeriesPageQuery)}.{nameof(query.State)} is {state}; it must be a state of a series.");
        if (query.Match?.Contains('\0', StringComparison.Ordinal) == true)
            throw new ArgumentException($"{nameof(SeriesPageQuery)}.{nameof(query.Match)} holds a NUL character; leave it out.", nameof(query));

        var after = string.IsNullOrEmpty(query.Cursor) ? null : SeriesCursor.Parse(query.Cursor)
            ?? throw new ArgumentException($"{nameof(SeriesPageQuery)}.{nameof(query.Cursor)} is '{query.Cursor}'; it must be {nameof(SeriesPage.Next)} of a {nameof(SeriesPage)}.", nameof(query));
        return new SeriesQuery { Match = query.Match, State = query.State, After = after, Limit = query.Limit + 1 };
    }

    private static SeriesSummary ToSummary(SeriesInfo info) => new()
    {
        Id = info.Id,
        Labels = info.Labels,
        State = info.State,
        WarmUp = info.WarmUp,
        FirstSeen = info.FirstSeen,
        LastSeen = info.LastSeen,
        LastValue = info.LastValue,
        Partition = info.Partition,
        Offset = info.Offset,
    };
}
