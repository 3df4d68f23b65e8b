using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Schema;
using Npgsql;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Incidents;

/// <summary>Every change is one statement that commits by itself.</summary>
internal sealed class PostgresIncidentStore(PostgresDatabase database, TimeProvider time) : IIncidentStore
{
    private const string FirstSeries = """
        select w.id, s.series_id from unnest($1) as w (id)
        cross join lateral (select series_id from incident_series where incident_id = w.id order by series_id limit $2) as s
        """;

    private const string Comments = "select incident_id, author, text, created_at from incident_comments where incident_id = any ($1) order by id";

    private static readonly string Acknowledge = Told(IncidentSql.Acknowledge, IncidentChangeKind.Acknowledged);
    private static readonly string Resolve = Told(IncidentSql.Resolve, IncidentChangeKind.Resolved);

    public async Task<IReadOnlyList<Incident>> ListAsync(IncidentQuery query, CancellationToken cancellationToken)
    {
        if (query.Series is { } wanted && !StoredText.IsStorable(wanted))
            return [];
        await using var command = database.Source.CreateCommand(IncidentSql.Page(query));
        if (query.Series is { } series)
            command.Add("series", NpgsqlDbType.Text, series);
        if (query.From is { } from)
            command.Add("from", NpgsqlDbType.TimestampTz, StoredTime.Cut(from).UtcDateTime);
        if (query.To is { } to)
            command.Add("to", NpgsqlDbType.TimestampTz, StoredTime.Cut(to).UtcDateTime);
        if (query.After is { } after)
            command.Add("after", NpgsqlDbType.Uuid, after);
        command.Add("limit", NpgsqlDbType.Integer, Math.Max(0, query.Limit));
        return await CompleteAsync(await command.ReadAllAsync(IncidentReader.Read, cancellationToken), cancellationToken);
    }

    public async Task<Incident?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand($"select {IncidentSql.Columns} from incidents where id = $1");
        command.Add(NpgsqlDbType.Uuid, id);
        return await CompleteAsync(await command.ReadAllAsync(IncidentReader.Read, cancellationToken), cancellationToken) is [var found] ? found : null;
    }

    public async Task<FiringIncidents> CountFiringAsync(CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(IncidentSql.CountFiring);
        return (await command.ReadAllAsync(IncidentReader.ReadFiring, cancellationToken))[0];
    }

    public async Task<IReadOnlyList<IncidentSeries>> ListSeriesAsync(Guid id, string? after, int limit, CancellationToken cancellationToken)
    {
        await using var command = database.Source.CreateCommand(IncidentSql.Series);
        command.Add("id", NpgsqlDbType.Uuid, id);
        command.Add("after", NpgsqlDbType.Text, after ?? "");
        command.Add("limit", NpgsqlDbType.Integer, Math.Max(0, limit));
        return await command.ReadAllAsync(IncidentReader.ReadSeries, cancellationToken);
    }

    public Task<Incident?> AcknowledgeAsync(Guid id, string author, CancellationToken cancellationToken) =>
        ChangeAsync(Acknowledge, id, author, cancellationToken);

    public Task<Incident?> ResolveAsync(Guid id, string author, CancellationToken cancellationToken) =>
        ChangeAsync(Resolve, id, author, cancellationToken);

    public async Task<Incident?> CommentAsync(Guid id, string author, string text, CancellationToken cancellationToken)
    {
        await using (var command = database.Source.CreateCommand(IncidentSql.Comment))
        {
            AddPerson(command, id, author);
            command.Add("text", NpgsqlDbType.Text, StoredText.Clean(text));
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return await FindAsync(id, cancellationToken);
    }

    /// <summary>A change of one incident together with what is to be told of it; answers with the number of incidents.</summary>
    internal static string Told(string update, IncidentChangeKind kind) => $"""
        with done as ({update}),
        told as (
          insert into incident_changes (incident_id, revision, kind, at) select id, revision, '{IncidentWords.Of(kind)}', @now from done
          {IncidentSql.AddChange})
        select count(*) from done
        """;

    private async Task<Incident?> ChangeAsync(string sql, Guid id, string author, CancellationToken cancellationToken)
    {
        await using (var command = database.Source.CreateCommand(sql))
        {
            AddPerson(command, id, author);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        return await FindAsync(id, cancellationToken);
    }

    private void AddPerson(NpgsqlCommand command, Guid id, string author)
    {
        command.Add("id", NpgsqlDbType.Uuid, id);
        command.Add("author", NpgsqlDbType.Text, StoredText.Clean(author));
        command.Add("now", NpgsqlDbType.TimestampTz, time.GetUtcNow().UtcDateTime);
    }

    private async Task<IReadOnlyList<Incident>> CompleteAsync(List<Incident> incidents, CancellationToken cancellationToken)
    {
        if (incidents.Count == 0)
            return incidents;
        var ids = incidents.Select(incident => incident.Id).ToArray();
        await using var readSeries = database.Source.CreateCommand(FirstSeries);
        readSeries.Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, ids);
        readSeries.Add(NpgsqlDbType.Integer, Incident.MaxSeries);
        var series = (await readSeries.ReadAllAsync(reader => (Incident: reader.GetGuid(0), Id: reader.GetString(1)), cancellationToken))
            .ToLookup(row => row.Incident, row => row.Id);
        await using var readComments = database.Source.CreateCommand(Comments);
        readComments.Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, ids);
        var comments = (await readComments.ReadAllAsync(
                reader => (Incident: reader.GetGuid(0), Comment: new IncidentComment(reader.GetString(1), reader.GetString(2), reader.GetFieldValue<DateTimeOffset>(3))),
                cancellationToken))
            .ToLookup(row => row.Incident, row => row.Comment);
        return [.. incidents.Select(incident => incident with { Series = [.. series[incident.Id]], Comments = [.. comments[incident.Id]] })];
    }
}
