using System.Text;
using System.Text.Json;
using Anomaly.Silo.Tests.BadInput;
using Anomaly.Silo.Tests.Servers;

namespace Anomaly.Silo.Tests.Groups;

/// <summary>The members of a group share a partition.</summary>
[Collection(nameof(OnOneProcess))]
public sealed class GroupPartitionTests(OneProcess process)
{
    [Fact]
    public async Task Members_InTwoPartitions_RuleIsRefused_AndAMemberThatStraysLaterIsLeftOut()
    {
        await SendAsync(0, "apart.cpu", "apart", 1);
        await SendAsync(1, "apart.load", "apart", 1);
        await SendAsync(0, "near.cpu", "near", 1);
        foreach (var series in new[] { "apart.cpu", "apart.load", "near.cpu" })
        {
            await Until.AnswersAsync(() => process.Silo.GetListAsync("/api/v1/series?match=" + series), list => list.Length == 1, $"{series} is stored");
        }

        var (status, body) = await PutAsync("""[{"name":"hosts","match":{"labels":{"host":".*"}},"settings":{"group":{"by":"host"}}}]""");
        Assert.Equal(400, status);
        var complaint = JsonDocument.Parse(body).RootElement.GetProperty("errors").GetProperty("[0].settings.group.by")[0].GetString();
        Assert.Equal(
            "is 'host', but the series of host 'apart' arrive in the partitions 0 (apart.cpu) and 1 (apart.load), and a group must be in one; send the series of one host with the host as record key",
            complaint);

        Assert.Equal(200, (await PutAsync("""[{"name":"hosts","match":{"labels":{"host":"near"}},"settings":{"group":{"by":"host"}}}]""")).Status);
        const string group = """@group{host="near",rule="hosts"}""";
        await Until.AnswersAsync(
            async () =>
            {
                await SendAsync(0, "near.cpu", "near", 2);
                return await process.Silo.GetAsync("/api/v1/series/" + Uri.EscapeDataString(group));
            },
            answer => answer.Status == 200,
            "the group is there");
        await SendAsync(1, "near.load", "near", 2);
        await Until.AnswersAsync(() => process.Silo.MetricAsync("group_samples_left_out_total", TestContext.Current.CancellationToken), left => left >= 1, "the sample is left out and counted");

        var found = JsonDocument.Parse((await process.Silo.GetAsync("/api/v1/series/" + Uri.EscapeDataString(group))).Body).RootElement;
        Assert.Equal([0], found.GetProperty("positions").EnumerateArray().Select(position => position.GetProperty("partition").GetInt32()));
        // What the silo prints comes by a pipe, behind what it answers.
        await Until.AnswersAsync(
            () => Task.FromResult(process.Silo.Output), output => output.Contains($"its group {group} is at home in partition 0", StringComparison.Ordinal), "the log says why");
        Assert.Equal(200, (await PutAsync("[]")).Status);
    }

    private async Task SendAsync(int partition, string series, string host, int value) =>
        await process.SendAsync(partition, Encoding.UTF8.GetBytes(host), Encoding.UTF8.GetBytes($$$"""{"series":"{{{series}}}","value":{{{value}}},"labels":{"host":"{{{host}}}"}}"""));

    private async Task<(int Status, string Body)> PutAsync(string rules)
    {
        using var content = new StringContent(rules, Encoding.UTF8, "application/json");
        using var response = await process.Silo.Web.PutAsync(new Uri("/api/v1/rules", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
