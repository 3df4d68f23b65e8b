using System.Globalization;
using System.Text;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Silo.Tests.Settings;
using Anomaly.Testing.Kafka;
using Anomaly.Testing.Postgres;
using Anomaly.Testing.Tls;
using Npgsql;

namespace Anomaly.Silo.Tests.Tls;

/// <summary>A silo whose broker and database are reached by TLS alone, and what it says where they cannot be trusted.</summary>
public sealed class EncryptedServersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Silo_OverTls_TakesSamplesFromTheProducer_AndOrleansMeetsInTheDatabase()
    {
        if (ApacheKafka.WhyMissing is { } why && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Assert.Skip(why);
        }

        await using var kafka = await KafkaTls.StartAsync(Token);
        await using var postgres = new PostgresServer { Options = new() { Certificate = kafka.Authority.Issue("database", ["localhost"]) } };
        var database = new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync());
        await kafka.Broker.CreateTopicAsync("metrics", 2, Token);
        using var folder = new TempFolder();
        var settings = kafka.ClientSettings.ToDictionary(setting => "Kafka__Client__" + setting.Key, setting => setting.Value);
        (settings["Kafka__BootstrapServers"], settings["POSTGRES_CONNECTION"]) = (kafka.BootstrapServers, Encrypted(database, kafka.Authority));
        await using var silo = await RealServers.StartSiloAsync(folder, settings);

        var set = kafka.ClientSettings.SelectMany(setting => new[] { "--set", $"{setting.Key}={setting.Value}" });
        using var producer = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", [RealServers.ProducerProgram, "simulate", "--series", "3", "--count", "30", "--fast", "--quiet", "-b", kafka.BootstrapServers, .. set]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = producer.StandardError.ReadToEndAsync(Token);
        await producer.StandardOutput.ReadToEndAsync(Token);
        await producer.WaitForExitAsync(Token);
        Assert.True(producer.ExitCode == 0, await errors);
        await Until.AnswersAsync(() => silo.MetricAsync("metrics_processed_total", Token), samples => samples == 30, "the producer's samples were processed");

        // By REST they go to the broker first, too.
        using var body = new StringContent("""{"series":"by-rest","value":1,"timestamp":"2026-11-22T10:00:00Z"}""", Encoding.UTF8, "application/json");
        using var answer = await silo.Web.PostAsync(new Uri("/api/v1/samples", UriKind.Relative), body, Token);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        await Until.AnswersAsync(() => silo.MetricAsync("metrics_processed_total", Token), samples => samples == 31, "the sample by REST was processed");

        // Orleans' own connections and ours: none without encryption, but the one that asks.
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var ask = source.CreateCommand("select count(*) filter (where ssl), count(*) filter (where not ssl), (select count(*) from anomaly.orleans_silos) from pg_stat_ssl join pg_stat_activity using (pid) where application_name = 'anomaly'");
        await using var row = await ask.ExecuteReaderAsync(Token);
        Assert.True(await row.ReadAsync(Token));
        Assert.True(row.GetInt64(0) > 0);
        Assert.Equal((0, 1), (row.GetInt64(1), row.GetInt64(2)));
        Assert.DoesNotContain(PostgresServer.Password, silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DatabaseThatCannotBeTrusted_SaysWhyInOneLineWithoutThePassword()
    {
        using var authority = new TestAuthority();
        using var another = new TestAuthority("another authority");
        await using var postgres = new PostgresServer { Options = new() { Certificate = authority.Issue("old", ["localhost"], until: TimeSpan.FromDays(-3)) } };
        await using var valid = new PostgresServer { Options = new() { Certificate = authority.Issue("database", ["localhost"]) } };
        var (old, good) = (new NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync()), new NpgsqlConnectionStringBuilder(await valid.CreateDatabaseAsync()));
        var day = TimeProvider.System.GetUtcNow().AddDays(-3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        await RefusedAsync(Encrypted(old, authority), $"the server cannot be trusted: its certificate (CN=old) has been expired since {day}");
        await RefusedAsync(Encrypted(good, another), "the server cannot be trusted: its certificate (CN=database) is issued by CN=test authority, which is not among the authorities that are trusted (");
        await RefusedAsync(Encrypted(good, authority).Replace("Host=localhost", "Host=127.0.0.1", StringComparison.Ordinal), "the server cannot be trusted: its certificate is for localhost, not for 127.0.0.1;");
        await RefusedAsync(Encrypted(good, authority).Replace("authority.pem", "nothing.pem", StringComparison.Ordinal), "a file that it names cannot be read (");
    }

    private static string Encrypted(NpgsqlConnectionStringBuilder database, TestAuthority authority) =>
        new NpgsqlConnectionStringBuilder(database.ConnectionString) { Host = "localhost", SslMode = SslMode.VerifyFull, RootCertificate = authority.AuthorityFile }.ConnectionString;

    private static async Task RefusedAsync(string connection, string part)
    {
        using var folder = new TempFolder();
        var start = await RefusedStart.RunAsync(folder, [new("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"), new("POSTGRES_CONNECTION", connection), new("Storage__ConnectTimeout", "00:00:01")]);
        Assert.StartsWith("POSTGRES_CONNECTION (Host=", start.TheLine(), StringComparison.Ordinal);
        Assert.True(start.TheLine().Contains(part, StringComparison.Ordinal), start.TheLine());
        Assert.DoesNotContain(PostgresServer.Password, start.TheLine() + start.Output, StringComparison.Ordinal);
    }
}
