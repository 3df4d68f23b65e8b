using System.Globalization;
using Anomaly.Silo.Tests.Servers;
using Anomaly.Testing.Processes;
using Npgsql;

namespace Anomaly.Silo.Tests.Settings;

/// <summary>A broker or a database that is away at the start.</summary>
public sealed class AbsentServerTests(RealServers servers)
{
    private static string Nobody => "127.0.0.1:" + SiloProcess.FreePorts(1)[0].ToString(CultureInfo.InvariantCulture);

    [Fact]
    public async Task Start_BrokerAway_EndsWithOneLineThatNamesSettingAndAddress()
    {
        using var folder = new TempFolder();
        var address = Nobody;
        var line = (await RefusedStart.RunAsync(folder, [new("KAFKA_BOOTSTRAP_SERVERS", address), new("Kafka__ConnectTimeout", "00:00:02")])).TheLine();
        Assert.Contains("set Kafka:BootstrapServers to the address of one that runs", line, StringComparison.Ordinal);
        Assert.Contains(address, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DatabaseAway_EndsWithOneLineThatNamesSettingAndAddress()
    {
        using var folder = new TempFolder();
        var address = Nobody;
        var line = (await RefusedStart.RunAsync(folder,
        [
            new("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"),
            new("POSTGRES_CONNECTION", $"Host=127.0.0.1;Port={address.Split(':')[1]};Username=ana;Password=hidden;Database=metrics"),
            new("Storage__ConnectTimeout", "00:00:01"),
        ])).TheLine();
        Assert.StartsWith("POSTGRES_CONNECTION (Host=127.0.0.1;", line, StringComparison.Ordinal);
        Assert.Contains($"nothing answers at {address}", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongPassword_IsSaidWithoutIt()
    {
        var postgres = new NpgsqlConnectionStringBuilder(await (await servers.PostgresAsync()).CreateDatabaseAsync()) { Password = "not-the-pass-word" };
        using var folder = new TempFolder();
        var start = await RefusedStart.RunAsync(folder, [new("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"), new("POSTGRES_CONNECTION", postgres.ConnectionString)]);
        Assert.StartsWith("POSTGRES_CONNECTION (Host=127.0.0.1;", start.TheLine(), StringComparison.Ordinal);
        Assert.Contains("the server refuses the login", start.TheLine(), StringComparison.Ordinal);
        Assert.DoesNotContain("not-the-pass-word", start.TheLine() + start.Output, StringComparison.Ordinal);
    }
}
