using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Settings;

/// <summary>A wrong setting ends the program with one line: which, what it is, what it must be.</summary>
public sealed class WrongSettingTests
{
    public static TheoryData<string, string, string> Wrong { get; } = new()
    {
        { "KAFKA_TOPIC", "a topic", "Kafka:Topic (KAFKA_TOPIC) is 'a topic'; it must be text of the form [a-zA-Z0-9._-]{1,200}." },
        { "POSTGRES_CONNECTION", "Host", "POSTGRES_CONNECTION cannot be read as a connection string" },
        { "MA_WINDOW_SIZE", "1", "Detection:MovingAverage:WindowSize (MA_WINDOW_SIZE) is '1'; it must be a whole number from 2 to 10000." },
        { "MA_WINDOW_SIZE", "five", "Detection:MovingAverage:WindowSize (MA_WINDOW_SIZE) is 'five'; it must be a whole number." },
        { "MA_THRESHOLD", "NaN", "Detection:MovingAverage:Threshold (MA_THRESHOLD) is 'NaN'; it must be a finite number." },
        { "MA_THRESHOLD", "0", "Detection:MovingAverage:Threshold (MA_THRESHOLD) is '0'; it must be a finite number above 0." },
        { "MA_THRESHOLD_KIND", "percent", "Detection:MovingAverage:ThresholdKind (MA_THRESHOLD_KIND) is 'percent'; it must be one of absolute, sigma." },
        { "IF_BATCH_SIZE", "501", "Detection:IsolationForest:BatchSize (IF_BATCH_SIZE) is '501'; it must be a whole number from 2 to 500." },
        { "IF_CONTAMINATION", "0.6", "Detection:IsolationForest:Contamination (IF_CONTAMINATION) is '0.6'; it must be a finite number above 0, at most 0.5." },
        { "IF_SMOOTHING_ALPHA", "0", "Detection:IsolationForest:SmoothingAlpha (IF_SMOOTHING_ALPHA) is '0'; it must be a finite number above 0, at most 1." },
        { "IF_MIN_ANOMALY_CONSEC", "-1", "Detection:IsolationForest:MinConsecutive (IF_MIN_ANOMALY_CONSEC) is '-1'; it must be a whole number from 1 to 1000000." },
        { "Detection__Methods", "guessing", "Detection:Methods is 'guessing'; it must be one or more of ensemble, moving_average, isolation_forest, with commas between them." },
        { "Detection__Alarms__Ignore", "[{}]", "Detection: Alarms:Ignore[0] is {}; must be an object with one or more of above, below, methods, days, from, to, time_zone." },
        { "Kafka__BootstrapServer", "kafka:9092", "Kafka:BootstrapServer is not a setting; Kafka has BootstrapServers, Topic" },
        { "Kafka__ConnectTimeout", "5 seconds", "Kafka:ConnectTimeout is '5 seconds'; it must be a duration such as 00:00:05." },
        { "Storage__CheckpointInterval", "00:00:00", "Storage:CheckpointInterval is '00:00:00'; it must be a duration such as 00:00:05 from 00:00:00.1000000 to 00:10:00." },
        { "Notifications__Incidents__QuietGap", "00:00:00", "Notifications:Incidents:QuietGap is '00:00:00'; it must be a duration such as 00:00:05 from 00:00:01 to 1.00:00:00." },
        { "Notifications__Incidents__MaxLength", "00:01:00", "Notifications:Incidents:MaxLength is 00:01:00; it must not be below QuietGap, which is 00:05:00." },
        { "Notifications__Incidents__NormalSamples", "65", "Notifications:Incidents:NormalSamples is '65'; it must be a whole number from 0 to 64." },
        { "Notifications__Incident__QuietGap", "00:01:00", "Notifications:Incident is not a setting; Notifications has Enabled, ExternalUrl, AllowPrivateNetworks, KeepFor, Incidents, KeyFile" },
        { "Notifications__ExternalUrl", "anomaly.example.org", "Notifications:ExternalUrl is 'anomaly.example.org'; it must be empty, or an http or https address such as https://anomaly.example.org." },
        { "Notifications__KeepFor", "00:00:01", "Notifications:KeepFor is '00:00:01'; it must be a duration such as 00:00:05 from 01:00:00 to 3650.00:00:00." },
        { "Retention__Series", "00:05:00", "Retention:Series is '00:05:00'; it must be 00:00:00 (for ever), or 01:00:00 to 36500 days." },
        { "Retention__Incidents", "1.00:00:00", "Retention:Incidents is not a setting; Retention has Anomalies, Series, DeadLetters" },
        { "Detection__MaxSeries", "-1", "Detection:MaxSeries is '-1'; it must be a whole number from 0 to 2147483647." },
        { "Web__Enabled", "yes", "Web:Enabled is 'yes'; it must be true or false." },
        { "Web__Port", "70000", "Web:Port is '70000'; it must be a whole number from 1 to 65535." },
        { "Cluster__Address", "my host", "Cluster:Address is 'my host'; it must be an IP address of this machine, such as 127.0.0.1, or a name that leads to one." },
        { "Cluster__Address", "no-such-host.invalid", "Cluster:Address is 'no-such-host.invalid', which cannot be looked up (" },
        { "Cluster__ClusterId", " ", "Cluster:ClusterId is ' '; it must be set." },
        { "Cluster__ClusterId", "blue cluster", "Cluster:ClusterId is 'blue cluster'; it must be text of the form [a-zA-Z0-9._-]{1,100}." },
        { "Cluster__ServiceId", "", "Cluster:ServiceId is ''; it must be set." },
        { "Cluster__SiloName", "silo 1", "Cluster:SiloName is 'silo 1'; it must be text of the form [a-zA-Z0-9._-]{1,100}." },
        { "Web__Host", "*", "Web:Host is '*', which other machines can reach, and nobody would be asked who they are; set Web:ApiKeys or Web:OpenIdConnect, or say Web:AllowAnonymous=true." },
        { "Web__ApiKeys__ops", "a key in clear", "Web:ApiKeys:ops is not what is kept of a key (what it is, is not shown here); it must be a role and 'sha256:'" },
        { "Web__Certificate", "/no/such/file.pem", "Web:Certificate is '/no/such/file.pem', which cannot be used (" },
        { "Web__MetricsHost", "no such host", "Web:MetricsHost is 'no such host'; it must be localhost, * for every address, or an IP address, IPv6 in brackets." },
        { "Cluster__Address", "192.0.2.1", "Cluster:SiloPort is " },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Start_WrongSetting_EndsWithOneLineThatNamesIt(string variable, string value, string expected)
    {
        var start = await RefusedStart.RunHereAsync([new(variable, value), .. Needs(variable)]);
        Assert.StartsWith(expected, start.TheLine(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SigmaThatCanNeverAlarm_SaysWhy()
    {
        using var folder = new TempFolder();
        var start = await RefusedStart.RunAsync(folder, [new("MA_THRESHOLD_KIND", "sigma"), new("MA_THRESHOLD", "3")]);
        Assert.Equal(
            "Detection: moving_average: Threshold is 3 standard deviations, but no value of a window of 5 can be further than 2 from its mean; lower Threshold or raise WindowSize.",
            start.TheLine());
    }

    [Fact]
    public async Task Start_PostgresWithTheBrokerInTheProcess_NamesBothSettings()
    {
        using var folder = new TempFolder();
        var line = (await RefusedStart.RunAsync(folder, [new("POSTGRES_CONNECTION", "Host=127.0.0.1;Username=u;Password=hidden")])).TheLine();
        Assert.StartsWith("Kafka:BootstrapServers (KAFKA_BOOTSTRAP_SERVERS) is empty while Storage:Postgres (POSTGRES_CONNECTION) is set", line, StringComparison.Ordinal);
        Assert.EndsWith("or set Cluster:Single=true for one silo alone.", line, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongBrokerAddressOrClientSetting_NamesIt()
    {
        using var folder = new TempFolder();
        var line = (await RefusedStart.RunAsync(folder, [new("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092"), new("Kafka__Client__security.protocol", "carrier-pigeon")])).TheLine();
        Assert.Contains("Kafka:Client:security.protocol is 'carrier-pigeon'", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WrongSettingOnTheCommandLine_EndsWithTheSameLine()
    {
        using var folder = new TempFolder();
        var start = await RefusedStart.RunAsync(folder, [], "--Kafka:Partitions=0");
        Assert.Equal("Kafka:Partitions is '0'; it must be a whole number from 1 to 1000.", start.TheLine());
    }

    /// <summary>A connection is looked at only where a broker is named.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Needs(string variable) =>
        variable == "POSTGRES_CONNECTION" ? [new("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")] : [];
}
