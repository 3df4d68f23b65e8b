using System.Text;
using Prometheus;

namespace Anomaly.Grains.Tests.Metrics;

/// <summary>What a scrape shows.</summary>
internal static class Exposition
{
    /// <summary>The samples, without comments, in order.</summary>
    public static async Task<string[]> LinesAsync(this CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        return [.. Encoding.UTF8.GetString(text.ToArray()).Split('\n').Where(line => line.Length > 0 && line[0] != '#').Order(StringComparer.Ordinal)];
    }
}
