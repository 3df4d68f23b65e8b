using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Storage.Incidents;
using Anomaly.Storage.Sqlite.Incidents;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Outbox;

/// <summary>Reads an incident inside a transaction, without what people said of it.</summary>
internal sealed class IncidentDetails : IDisposable
{
    private readonly SqliteCommand _incident;
    private readonly SqliteCommand _series;

    public IncidentDetails(SqliteConnection connection, SqliteTransaction transaction, int maxSeries)
    {
        _incident = connection.Command(transaction, $"select {IncidentSql.Columns} from incidents where id = @id");
        _series = connection.Command(transaction, IncidentSql.Series).With("@after", "").With("@limit", maxSeries);
    }

    public Incident? Read(Guid id) =>
        _incident.With("@id", SqliteValues.Text(id)).ReadAll(IncidentReader.Read) is [var found] ? found with { Series = ReadSeries(SqliteValues.Text(id)) } : null;

    public IReadOnlyList<string> ReadSeries(string id) => _series.With("@id", id).ReadAll(reader => reader.GetString(0));

    public void Dispose()
    {
        _incident.Dispose();
        _series.Dispose();
    }
}
