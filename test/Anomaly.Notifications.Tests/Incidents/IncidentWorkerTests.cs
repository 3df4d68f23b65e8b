using Anomaly.Grains.Interfaces.Incidents;

namespace Anomaly.Notifications.Tests.Incidents;

public sealed class IncidentWorkerTests(IncidentCluster cluster) : IClassFixture<IncidentCluster>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Worker_AnAnomalyWasSavedHereOrElsewhere_IsInAnIncidentThatIsResolvedOnceItIsQuiet(bool elsewhere)
    {
        var series = "of the worker " + elsewhere;
        await cluster.SaveAsync(series, elsewhere);

        var firing = await cluster.UntilAsync(series, incident => incident.Status == IncidentStatus.Firing, "the anomaly is in an incident");
        var quiet = await cluster.UntilAsync(series, incident => incident.Status == IncidentStatus.Resolved, "it is resolved");

        Assert.Equal((firing.Id, 1L, IncidentResolution.Quiet), (quiet.Id, quiet.AnomalyCount, quiet.ResolvedBy!.Value));
        Assert.True(quiet.ResolvedAt - quiet.LastDetectedAt >= IncidentCluster.QuietGap);
    }
}
