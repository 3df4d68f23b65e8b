using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Schema;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Incidents;

internal sealed class SqliteIncidentStore(SqliteDatabase database, TimeProvider time) : IIncidentStore
{
    private const string Comments = "select author, text, created_at from incident_comments where incident_id = @id order by id";

    private long Now => StoredTime.Milliseconds(time.GetUtcNow());

    public async Task<IReadOnlyList<Incident>> ListAsync(IncidentQuery query, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, IncidentSql.Page(query)).With("@limit", Math.Max(0, query.Limit));
                if (query.Series is not null)
                    command.With("@series", query.Series);
                if (query.From is { } from)
                    command.With("@from", StoredTime.Milliseconds(from));
                if (query.To is { } to)
                    command.With("@to", StoredTime.Milliseconds(to));
                if (query.After is { } after)
                    command.With("@after", SqliteValues.Text(after));
                return Complete(connection, command.ReadAll(IncidentReader.Read));
            },
            cancellationToken);

    public async Task<Incident?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, $"select {IncidentSql.Columns} from incidents where id = @id").With("@id", SqliteValues.Text(id));
                return Complete(connection, command.ReadAll(IncidentReader.Read)) is [var found] ? found : null;
            },
            cancellationToken);

    public async Task<FiringIncidents> CountFiringAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync(
            connection =>
            {
                using var command = connection.Command(null, IncidentSql.CountFiring);
                return command.ReadAll(IncidentReader.ReadFiring)[0];
            },
            cancellationToken);

    public async Task<IReadOnlyList<IncidentSeries>> ListSeriesAsync(Guid id, string? after, int limit, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => ReadSeries(connection, SqliteValues.Text(id), after, limit), cancellationToken);

    public Task<Incident?> AcknowledgeAsync(Guid id, string author, CancellationToken cancellationToken) =>
        ChangeAsync(IncidentSql.Acknowledge, IncidentChangeKind.Acknowledged, id, author, cancellationToken);

    public Task<Incident?> ResolveAsync(Guid id, string author, CancellationToken cancellationToken) =>
        ChangeAsync(IncidentSql.Resolve, IncidentChangeKind.Resolved, id, author, cancellationToken);

    public async Task<Incident?> CommentAsync(Guid id, string author, string text, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            (connection, transaction) =>
            {
                using var command = connection.Command(transaction, IncidentSql.Comment)
                    .With("@id", SqliteValues.Text(id)).With("@author", StoredText.Clean(author)).With("@text", StoredText.Clean(text)).With("@now", Now);
                return command.ExecuteNonQuery();
            },
            cancellationToken);
        return await FindAsync(id, cancellationToken);
    }

    private async Task<Incident?> ChangeAsync(string sql, IncidentChangeKind kind, Guid id, string author, CancellationToken cancellationToken)
    {
        await database.WriteAsync(
            (connection, transaction) =>
            {
                var now = Now;
                using var command = connection.Command(transaction, sql)
                    .With("@id", SqliteValues.Text(id)).With("@author", StoredText.Clean(author)).With("@now", now);
                return SqliteChanges.Tell(connection, transaction, command, kind, now);
            },
            cancellationToken);
        return await FindAsync(id, cancellationToken);
    }

    private static List<Incident> Complete(SqliteConnection connection, List<Incident> incidents) =>
        [.. incidents.Select(incident =>
        {
            var id = SqliteValues.Text(incident.Id);
            using var comments = connection.Command(null, Comments).With("@id", id);
            return incident with
            {
                Series = [.. ReadSeries(connection, id, null, Incident.MaxSeries).Select(series => series.Series)],
                Comments = comments.ReadAll(reader => new IncidentComment(reader.GetString(0), reader.GetString(1), IncidentReader.Time(reader, 2))),
            };
        })];

    private static List<IncidentSeries> ReadSeries(SqliteConnection connection, string id, string? after, int limit)
    {
        using var command = connection.Command(null, IncidentSql.Series).With("@id", id).With("@after", after ?? "").With("@limit", Math.Max(0, limit));
        return command.ReadAll(IncidentReader.ReadSeries);
    }
}
