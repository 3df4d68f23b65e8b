using System.Text.Json;
using Microsoft.Playwright;

namespace Anomaly.Silo.Tests.Dashboard;

/// <summary>axe-core's judgement of a page; <c>test/install-axe.sh</c> installs it.</summary>
internal static class Accessibility
{
    private static readonly string Script = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "anomaly-test", "axe-core", "4.14.1", "axe.min.js");

    /// <summary>What is seriously wrong, a line each.</summary>
    public static async Task<string[]> SeriousAsync(IPage page)
    {
        if (!File.Exists(Script))
        {
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", $"{Script} is absent; run test/install-axe.sh.");
            Assert.Skip($"{Script} is absent; run test/install-axe.sh.");
        }

        // By the debugger's way, which the page's content security policy does not concern.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script) + ";0");
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
            + ".filter(rule => rule.impact === 'serious' || rule.impact === 'critical')"
            + ".map(rule => ({ id: rule.id, help: rule.help, nodes: rule.nodes.slice(0, 3).map(node => node.html + ' ' + (node.any[0]?.message ?? '')) }))");
        return [.. found.EnumerateArray().Select(rule => $"{rule.GetProperty("id").GetString()}: {rule.GetProperty("help").GetString()}: {string.Join(" | ", rule.GetProperty("nodes").EnumerateArray().Select(node => node.GetString()))}")];
    }
}
