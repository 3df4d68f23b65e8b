using System.Text.Json;
using Anomaly.Testing.Processes;

namespace Anomaly.Silo.Tests.Servers;

/// <summary>The silo's API as a caller sees it.</summary>
public static class SiloApi
{
    public static async Task<JsonElement[]> GetListAsync(this SiloProcess silo, string path)
    {
        using var document = JsonDocument.Parse(await silo.Web.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        return [.. document.RootElement.EnumerateArray().Select(item => item.Clone())];
    }

    public static async Task<(int Status, string Body)> GetAsync(this SiloProcess silo, string path)
    {
        using var response = await silo.Web.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static async Task<(int Status, string Body)> PostSamplesAsync(this SiloProcess silo, string body)
    {
        using var content = new StringContent(body);
        using var response = await silo.Web.PostAsync(new Uri("/api/v1/samples", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
