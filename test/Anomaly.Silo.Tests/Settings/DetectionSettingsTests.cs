using System.Globalization;
using System.Text;
using System.Text.Json;
using Anomaly.Silo.Tests.BadInput;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Settings;

/// <summary>The seed's variables reach the detectors: an anomaly carries the settings that it was found with.</summary>
[Collection(nameof(OnOneProcess))]
public sealed class DetectionSettingsTests(OneProcess process)
{
    [Fact]
    public async Task Anomaly_OfEachMethod_CarriesTheSettingsOfTheVariables()
    {
        var random = new Random(5);
        for (var i = 0; i < 600; i++)
        {
            var value = Math.Round(random.NextDouble() + (random.Next(10) == 0 ? 50 : 0), 3).ToString(CultureInfo.InvariantCulture);
            await process.SendAsync(3, "detection"u8.ToArray(), Encoding.UTF8.GetBytes($$"""{"series":"detection","value":{{value}}}"""));
        }

        var average = await ConfigAsync("moving_average");
        Assert.Equal(4, average.GetProperty("window_size").GetInt32());
        Assert.Equal(2, average.GetProperty("threshold").GetDouble());
        Assert.Equal("absolute", average.GetProperty("threshold_kind").GetString());
        var forest = await ConfigAsync("isolation_forest");
        Assert.Equal(12, forest.GetProperty("batch_size").GetInt32());
        Assert.Equal(0.2, forest.GetProperty("contamination").GetDouble());
        Assert.Equal(0.75, forest.GetProperty("smoothing_alpha").GetDouble());
        Assert.Equal(1, forest.GetProperty("min_consecutive").GetInt32());
    }

    private async Task<JsonElement> ConfigAsync(string method)
    {
        var found = await Until.AnswersAsync(() => process.Silo.GetListAsync($"/anomalies?series=detection&method={method}&limit=1"), list => list.Length > 0, $"{method} found an anomaly");
        return found[0].GetProperty("config");
    }
}
