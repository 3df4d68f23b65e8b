using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Anomaly.Dashboard.Configuration;
using Anomaly.Grains.Settings;
using Anomaly.Silo.Settings;
using Microsoft.Extensions.Configuration;

namespace Anomaly.Silo.Tests.Settings;

/// <summary>README's table of settings and the program say the same.</summary>
public sealed partial class SettingsTableTests
{
    private static readonly SiloSettings Defaults = SiloSettings.Read(new ConfigurationBuilder().Build());

    private static readonly KeyValuePair<string, string?>[] Provider =
        [new("Web:OpenIdConnect:Authority", "https://other.example.org"), new("Web:OpenIdConnect:Audience", "some"), new("Web:OpenIdConnect:ClientId", "some")];

    private static readonly List<Row> Table = [.. ReadTable()];

    public static TheoryData<string> Settings => [.. Table.Select(row => row.Setting)];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Table_EachRow_IsASettingWithThatDefault(string setting)
    {
        var row = Table.Single(each => each.Setting == setting);
        Assert.Contains(setting, Properties(Defaults, "").Keys);
        var value = Properties(Defaults, "")[setting];
        if (row.Default is "machine and port")
        {
            Assert.Equal("", value);
        }
        else if (value is IDictionary map)
        {
            Assert.Equal("", row.Default);
            Assert.Empty(map);
        }
        else
        {
            Assert.Equal(row.Default == "empty" ? "" : row.Default, Text(value));
        }
    }

    [Fact]
    public void Table_HasEverySetting_AndEveryVariable()
    {
        Assert.Equal(Properties(Defaults, "").Keys.Order(), Table.Select(row => row.Setting).Order());
        Assert.Equal(SeedVariables.Names.Names.Select(name => (name.Value, name.Key)).Order(), Table.Where(row => row.Variable.Length > 0).Select(row => (row.Setting, row.Variable)).Order());
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Setting_OfTheTable_IsBound(string setting)
    {
        var (key, text) = Properties(Defaults, "")[setting] switch
        {
            IDictionary when setting is "Web:ApiKeys" => (setting + ":linger.ms", "viewer sha256:" + new string('7', 64)),
            IDictionary when setting is "Web:OpenIdConnect:Roles" => (setting + ":linger.ms", "viewer"),
            IDictionary => (setting + ":linger.ms", "7"),
            bool on => (setting, on ? "false" : "true"),
            int or double when setting.EndsWith("Contamination", StringComparison.Ordinal) => (setting, "0.25"),
            double => (setting, "0.75"),
            int number => (setting, (number + 1).ToString(CultureInfo.InvariantCulture)),
            TimeSpan when setting.EndsWith("MaxLength", StringComparison.Ordinal) => (setting, "02:00:00"), // not below the quiet gap
            TimeSpan when setting is "Notifications:KeepFor" || setting.StartsWith("Retention:", StringComparison.Ordinal) => (setting, "02:00:00"),
            TimeSpan => (setting, "00:00:07"),
            string when setting.EndsWith("ThresholdKind", StringComparison.Ordinal) => (setting, "sigma"),
            string when setting.EndsWith(":Level", StringComparison.Ordinal) => (setting, "exact"),
            string when setting is "Detection:Methods" => (setting, "isolation_forest"),
            string when setting is "Detection:Alarms:Direction" => (setting, "below"),
            string when setting is "Detection:Alarms:Ignore" => (setting, """[{"above":90}]"""),
            string when setting.EndsWith("Samples:Kind", StringComparison.Ordinal) => (setting, "counter"),
            string when setting.EndsWith("Samples:Late", StringComparison.Ordinal) => (setting, "ignore"),
            string when setting is "Notifications:ExternalUrl" => (setting, "https://anomaly.example.org"),
            string when setting is "Web:OpenIdConnect:Authority" => (setting, "https://provider.example.org"),
            string when setting is "Cluster:Address" or "Web:Host" or "Web:MetricsHost" => (setting, "127.0.0.2"),
            _ => (setting, "other"),
        };
        var settings = SiloSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new(key, text),
            // What would be refused alone, and is not asked about here.
            .. setting == "Storage:Postgres" ? [new("Cluster:Single", "true")] : Array.Empty<KeyValuePair<string, string?>>(),
            .. setting.StartsWith("Web:Certificate", StringComparison.Ordinal) ? [new("Web:Enabled", "false")] : Array.Empty<KeyValuePair<string, string?>>(),
            .. setting.StartsWith("Web:OpenIdConnect", StringComparison.Ordinal) ? Provider.Where(each => each.Key != key) : [],
            .. text == "sigma" ? [new("Detection:MovingAverage:Threshold", "1")] : Array.Empty<KeyValuePair<string, string?>>(),
        ]).Build());
        var found = Properties(settings, "")[setting];
        Assert.Equal(text, found is IDictionary map ? Text(map["linger.ms"]!) : Text(found));
    }

    [Theory]
    [InlineData(null, "sensitivity")]
    [InlineData("KAFKA_TOPIC", "sensitivity")]
    [InlineData("MA_WINDOW_SIZE", "exact")]
    [InlineData("MA_THRESHOLD", "exact")]
    [InlineData("IF_BATCH_SIZE", "exact")]
    [InlineData("IF_CONTAMINATION", "exact")]
    [InlineData("IF_MIN_ANOMALY_CONSEC", "exact")]
    public void Variable_OfTheSeed_MakesBothMethodsExact(string? variable, string level)
    {
        var detection = ReadWith(variable, variable == "IF_CONTAMINATION" ? "0.2" : "7");

        Assert.Equal((level, level), (detection.MovingAverage.Level, detection.IsolationForest.Level));
        Assert.Equal((20, 3), variable is "MA_THRESHOLD" or "IF_MIN_ANOMALY_CONSEC" ? (20, 3) : (detection.MovingAverage.Threshold, detection.IsolationForest.MinConsecutive));
    }

    [Fact]
    public void Level_SetByItsOwnName_WinsOverTheVariables()
    {
        var detection = ReadWith("MA_WINDOW_SIZE", "7", "--Detection:MovingAverage:Level=sensitivity");

        Assert.Equal(("sensitivity", 7, "exact"), (detection.MovingAverage.Level, detection.MovingAverage.WindowSize, detection.IsolationForest.Level));
    }

    [Fact]
    public void Level_Sensitivity_WithAThreshold_IsRefused() => Assert.Equal(
        "Detection: moving_average: Threshold is set, which only the level exact uses, but Level is sensitivity; leave Threshold out, or set Level to exact.",
        Assert.Throws<SettingsException>(() => ReadWith("MA_THRESHOLD", "7", "--Detection:MovingAverage:Level=sensitivity")).Message);

    [Fact]
    public void Threshold_WithoutALevel_MakesItsMethodExact()
    {
        var detection = ReadWith(null, "", "--Detection:MovingAverage:Threshold=7");

        Assert.Equal(("exact", "sensitivity"), (detection.MovingAverage.Level, detection.IsolationForest.Level));
    }

    [Fact]
    public void Variable_OfTheSeed_IsBound_AndItsLongNameWins()
    {
        foreach (var (variable, setting) in SeedVariables.Names.Names)
        {
            try
            {
                Environment.SetEnvironmentVariable(variable, "of-the-seed");
                Assert.Equal("of-the-seed", Build([])[setting]);
                Assert.Equal("of-the-command-line", Build([$"--{setting}=of-the-command-line"])[setting]);
            }
            finally
            {
                Environment.SetEnvironmentVariable(variable, null);
            }
        }

        static IConfiguration Build(string[] arguments)
        {
            var builder = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(arguments);
            builder.AddSeedVariables();
            return builder.Build();
        }
    }

    private static DetectionOptions ReadWith(string? variable, string value, params string[] arguments)
    {
        try
        {
            if (variable is not null)
            {
                Environment.SetEnvironmentVariable(variable, value);
            }

            var builder = new ConfigurationBuilder().AddCommandLine(arguments);
            builder.AddSeedVariables();
            return SiloSettings.Read(builder.Build()).Detection;
        }
        finally
        {
            if (variable is not null)
            {
                Environment.SetEnvironmentVariable(variable, null);
            }
        }
    }

    /// <summary>Every leaf of the options by its path.</summary>
    private static Dictionary<string, object> Properties(object of, string path)
    {
        var found = new Dictionary<string, object>();
        foreach (var property in of.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            var own = path.Length == 0 ? property.Name : $"{path}:{property.Name}";
            var value = property.GetValue(of)!;
            if (value is string or IDictionary || value.GetType().IsValueType)
            {
                found.Add(own, value);
                continue;
            }

            foreach (var (inner, leaf) in Properties(value, own))
            {
                found.Add(inner, leaf);
            }
        }

        return found;
    }

    /// <summary>A row that names several settings stands for as many; where it gives one default for them, each has it.</summary>
    private static IEnumerable<Row> ReadTable()
    {
        var lines = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "README.md"));
        foreach (var line in lines.SkipWhile(line => !line.StartsWith("| setting | variable", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')))
        {
            var cells = line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray();
            var settings = Code().Matches(cells[0]).Select(match => match.Groups[1].Value.Replace(":*", "", StringComparison.Ordinal)).ToArray();
            var defaults = cells[2].Split(", ").Select(text => text.Trim('`')).ToArray();
            for (var i = 0; i < settings.Length; i++)
            {
                yield return new(settings[i], cells[1].Trim('`'), defaults.Length == settings.Length ? defaults[i] : defaults[0]);
            }
        }
    }

    private static string Text(object value) => value is bool on ? (on ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    private sealed record Row(string Setting, string Variable, string Default);
}
