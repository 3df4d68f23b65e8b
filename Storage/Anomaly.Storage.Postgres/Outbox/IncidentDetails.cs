using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Postgres.Incidents;
using NpgsqlTypes;

namespace Anomaly.Storage.Postgres.Outbox;

/// <summary>Reads incidents inside a transaction, without what people said of them.</summary>
internal static class IncidentDetails
{
    private const string Incidents = $"select {IncidentSql.Columns} from incidents where id = any ($1)";

    private const string Series = """
        select w.id, s.series_id from unnest($1) as w (id)
        cross join lateral (select series_id from incident_series where incident_id = w.id order by series_id limit $2) as s
        """;

    public static async Task<Dictionary<Guid, Incident>> ReadAsync(ShortTransaction transaction, Guid[] ids, int maxSeries, CancellationToken cancellationToken)
    {
        if (ids.Length == 0)
            return [];
        await using var readSeries = transaction.Command(Series);
        readSeries.Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, ids);
        readSeries.Add(NpgsqlDbType.Integer, maxSeries);
        var series = (await readSeries.ReadAllAsync(reader => (Incident: reader.GetGuid(0), Id: reader.GetString(1)), cancellationToken))
            .ToLookup(row => row.Incident, row => row.Id);
        await using var read = transaction.Command(Incidents);
        read.Add(NpgsqlDbType.Array | NpgsqlDbType.Uuid, ids);
        return (await read.ReadAllAsync(IncidentReader.Read, cancellationToken))
            .ToDictionary(incident => incident.Id, incident => incident with { Series = [.. series[incident.Id]] });
    }
}
