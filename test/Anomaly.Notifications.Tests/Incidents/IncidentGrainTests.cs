using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Notifications.Tests.Incidents;

public sealed class IncidentGrainTests(IncidentCluster cluster) : IClassFixture<IncidentCluster>
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Acknowledge_Comment_Resolve_AreAnsweredAndKept()
    {
        await cluster.SaveAsync("of the grain");
        var incident = await cluster.UntilAsync("of the grain", _ => true, "the anomaly is in an incident");
        var grain = cluster.Grains.GetGrain<IIncidentGrain>(incident.Id);

        Assert.Equal("ana", (await grain.AcknowledgeAsync("ana", End))!.Acknowledged!.Author);
        Assert.Equal(["the disk is full"], (await grain.CommentAsync("ana", "the disk is full", End))!.Comments.Select(comment => comment.Text));
        Assert.Equal(IncidentStatus.Resolved, (await grain.ResolveAsync("bob", End))!.Status);

        var now = (await grain.GetAsync(End))!;
        Assert.Equal(incident.Peak, now.Peak);
        Assert.Equal(("ana", 1), (now.Acknowledged!.Author, now.Comments.Count));
        Assert.Equal(["of the grain"], now.Series);
    }

    [Fact]
    public async Task Get_Unknown_IsNull()
    {
        var grain = cluster.Grains.GetGrain<IIncidentGrain>(Guid.NewGuid());

        Assert.Null(await grain.GetAsync(End));
        Assert.Null(await grain.AcknowledgeAsync("ana", End));
    }

    [Theory]
    [InlineData("", "is blank")]
    [InlineData(" \t", "is blank")]
    [InlineData(null, "has 201 characters; it may have 200")]
    public async Task Acknowledge_ABadName_IsRefused(string? author, string why)
    {
        var grain = cluster.Grains.GetGrain<IIncidentGrain>(Guid.NewGuid());

        var error = await Assert.ThrowsAsync<ArgumentException>(() => grain.AcknowledgeAsync(author ?? new string('x', 201), End));

        Assert.Contains("author " + why, error.Message, StringComparison.Ordinal);
    }
}
