using System.Globalization;
using System.Text.Json;

namespace Anomaly.Deployment.Tests.Compose;

/// <summary>What a test asks a service.</summary>
internal static class ServiceQuestions
{
    public static async Task<JsonElement> GetFromJson(this HttpClient client, string path)
    {
        using var document = JsonDocument.Parse(await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        return document.RootElement.Clone();
    }

    /// <summary>The sum of a metric over its labels; 0 where it is absent.</summary>
    public static async Task<double> Metric(this HttpClient client, string name) => (await client.Lines(name)).Sum(line => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture));

    /// <summary>How many label sets a metric has.</summary>
    public static async Task<int> Count(this HttpClient client, string name) => (await client.Lines(name)).Length;

    private static async Task<string[]> Lines(this HttpClient client, string name)
    {
        var text = await client.GetStringAsync(new Uri("/metrics", UriKind.Relative), TestContext.Current.CancellationToken);
        return [.. text.Split('\n').Where(line => line.StartsWith(name + " ", StringComparison.Ordinal) || line.StartsWith(name + "{", StringComparison.Ordinal))];
    }
}
