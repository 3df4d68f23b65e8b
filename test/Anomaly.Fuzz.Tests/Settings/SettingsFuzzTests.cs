using System.Globalization;
using Anomaly.Dashboard.Configuration;
using Anomaly.Silo.Settings;
using Microsoft.Extensions.Configuration;

namespace Anomaly.Fuzz.Tests.Settings;

/// <summary>Settings of any text: a silo's settings, or one line that names the setting.</summary>
public sealed class SettingsFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Sections = ["Kafka", "Storage", "Detection", "Web", "Cluster", "Notifications"];

    /// <summary>Those with a valid value, so that one more setting is judged by itself.</summary>
    private static readonly string[] Names = [.. FindNames()];

    [Fact]
    public async Task Settings_OfAnyText_AreReadOrNamed()
    {
        var accepted = 0;
        await FuzzRun.ForEachAsync(4, TimeSpan.FromSeconds(2), dice =>
        {
            var settings = Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => KeyValuePair.Create(Name(dice), (string?)Value(dice)))
                .DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).ToArray();
            try
            {
                SiloSettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
                accepted++;
            }
            catch (SettingsException refused)
            {
                Assert.True(
                    settings.Any(setting => Sections.Any(section => refused.Message.Contains(section, StringComparison.OrdinalIgnoreCase)) || refused.Message.Contains(setting.Key, StringComparison.OrdinalIgnoreCase)),
                    $"'{refused.Message}' does not name the setting");
            }

            return Task.CompletedTask;
        });
        output.WriteLine($"{FuzzRun.Runs / 4} sets of settings over {Names.Length} names, {accepted} of them accepted");
        Assert.NotNull(SiloSettings.Read(new ConfigurationBuilder().Build()));
    }

    private static string Name(Dice dice) => dice.Below(10) switch
    {
        0 => $"{dice.Pick(Sections)}:{Nasty.Text(dice)}",
        1 => $"{dice.Pick(Names)}:{Nasty.Text(dice)}",
        2 => $"Kafka:{dice.Pick("Client", "Consumer", "Producer")}:{dice.Pick("security.protocol", Nasty.Text(dice))}",
        _ => dice.Pick(Names),
    };

    private static string Value(Dice dice) => dice.Below(4) switch
    {
        0 => Nasty.Number(dice),
        1 => dice.Pick("true", "false", "00:00:05", "5", "0.5", "exact", "sigma", "both", "ensemble", "[{\"below\":5}]", "localhost:9092"),
        2 => Grammar.Json(dice, ["below", "above", "days", "from", "to", "time_zone"]),
        _ => Nasty.Text(dice),
    };

    private static IEnumerable<string> FindNames() => typeof(SiloSettings).GetProperties()
        .Where(section => Sections.Contains(section.Name))
        .SelectMany(section => Below(section.Name, section.PropertyType));

    private static IEnumerable<string> Below(string path, Type type) => type.GetProperties().Where(property => property.CanWrite && property.GetIndexParameters().Length == 0).SelectMany(property =>
        property.PropertyType.IsClass && property.PropertyType != typeof(string) && property.PropertyType.Assembly.GetName().Name!.StartsWith("Anomaly", true, CultureInfo.InvariantCulture)
            ? Below($"{path}:{property.Name}", property.PropertyType)
            : [$"{path}:{property.Name}"]);
}
