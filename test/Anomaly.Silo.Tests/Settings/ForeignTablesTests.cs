using Anomaly.Silo.Tests.Durability;
using Anomaly.Silo.Tests.Servers;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Anomaly.Silo.Tests.Settings;

/// <summary>Tables that are not for this silo: another service's, or a newer program's.</summary>
public sealed class ForeignTablesTests(RealServers servers)
{
    [Fact]
    public async Task Start_AnotherServicesSchema_EndsWithOneLineThatNamesBothAndTheRemedy()
    {
        var settings = await servers.SettingsAsync("foreign-tables", 1, ("Cluster__ServiceId", "blue"));
        using var folder = new TempFolder();
        await using (var owner = await RealServers.StartSiloAsync(folder, settings))
        {
            var refused = await RefusedStart.RunAsync(folder, OfService("green", settings));
            Assert.Equal(
                "Storage:Schema is 'anomaly', whose tables belong to the service 'blue', and Cluster:ServiceId is 'green'; set Storage:Schema to another value, or Cluster:ServiceId to 'blue'.",
                refused.TheLine());

            var beside = await RefusedStart.RunAsync(folder, OfService("blue", settings).Append(new("Cluster__ClusterId", "another")).Append(new("Storage__ConnectTimeout", "00:00:00")));
            Assert.Matches(
                "^Storage:Schema is 'anomaly', where the cluster 'anomaly' is at work \\(silo [^ ]+ at 127.0.0.1:[0-9]+, heard of [0-9]+ s ago\\), and Cluster:ClusterId is 'another'; "
                + "stop that cluster first, set Cluster:ClusterId to 'anomaly' to join it, or Storage:Schema to another value\\.$",
                beside.TheLine());
            await owner.StopAsync();
        }

        // A schema from before services were recorded is adopted by the first that starts; another cluster of the same service is let in.
        await ExecuteAsync(settings["POSTGRES_CONNECTION"], "delete from anomaly.schema_owner");
        settings["Cluster__ServiceId"] = "green";
        await using (var adopter = await RealServers.StartSiloAsync(folder, settings))
        {
            Assert.Equal(1, await AnomalyTable.ScalarAsync(settings["POSTGRES_CONNECTION"], "select count(*) from anomaly.schema_owner where service_id = 'green'", TestContext.Current.CancellationToken));
            await adopter.StopAsync();
        }

        settings["Cluster__ClusterId"] = "another";
        await using var successor = await RealServers.StartSiloAsync(folder, settings);
    }

    [Fact]
    public async Task Start_AnotherServicesFile_EndsWithOneLineThatNamesBothAndTheRemedy()
    {
        using var folder = new TempFolder();
        await using (await RealServers.StartSiloAsync(folder, new Dictionary<string, string> { ["Kafka__Demo"] = "false" }))
        {
        }

        var line = (await RefusedStart.RunAsync(folder, [new("Cluster__ServiceId", "green")])).TheLine();

        Assert.StartsWith($"Storage:Path is '{Path.Combine(folder.Path, "data", "anomaly.db")}', whose tables belong to the service 'anomaly', and Cluster:ServiceId is 'green'; ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_TablesOfANewerProgram_EndsWithOneLineThatSaysSo()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(Path.Combine(folder.Path, "data"));
        var file = Path.Combine(folder.Path, "data", "anomaly.db");
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "create table schema_versions (SchemaVersionID integer primary key, ScriptName text, Applied text); insert into schema_versions values (1, '9999_future', '2030-01-01')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            $"Storage:Path is '{file}': the tables there were written by a newer version of this program (step 9999_future is not known here); start that version, or set another value.",
            (await RefusedStart.RunAsync(folder, [])).TheLine());
    }

    /// <summary>The settings of a silo beside the one that runs.</summary>
    private static IEnumerable<KeyValuePair<string, string>> OfService(string service, IReadOnlyDictionary<string, string> settings) =>
        [.. settings.Where(setting => !setting.Key.EndsWith("Port", StringComparison.Ordinal)), new("Cluster__ServiceId", service)];

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
