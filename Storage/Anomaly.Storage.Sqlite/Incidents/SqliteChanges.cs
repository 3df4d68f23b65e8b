using Anomaly.Storage.Incidents;
using Microsoft.Data.Sqlite;

namespace Anomaly.Storage.Sqlite.Incidents;

/// <summary>Writes what is to be told of incidents.</summary>
internal static class SqliteChanges
{
    private const string Add = $"""
        insert into incident_changes (incident_id, revision, kind, at) values (@id, @revision, @kind, @now)
        {IncidentSql.AddChange}
        """;

    public static void Tell(SqliteConnection connection, SqliteTransaction transaction, string id, long revision, IncidentChangeKind kind, long now)
    {
        using var command = connection.Command(transaction, Add)
            .With("@id", id).With("@revision", revision).With("@kind", IncidentWords.Of(kind)).With("@now", now);
        command.ExecuteNonQuery();
    }

    /// <summary>Runs an update that answers with ids and revisions, and tells of each.</summary>
    /// <returns>How many there were.</returns>
    public static int Tell(SqliteConnection connection, SqliteTransaction transaction, SqliteCommand update, IncidentChangeKind kind, long now)
    {
        var changed = update.ReadAll(reader => (Id: reader.GetString(0), Revision: reader.GetInt64(1)));
        foreach (var (id, revision) in changed)
            Tell(connection, transaction, id, revision, kind, now);
        return changed.Count;
    }
}
