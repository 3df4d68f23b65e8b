using Anomaly.Dashboard.Live;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Storage.Incidents;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Live;

[Collection(WebFrontCollection.Name)]
public sealed class LiveIncidentsTests(WebFrontFixture front)
{
    private readonly LiveIncidents _live = front.Services.GetRequiredService<LiveIncidents>();
    private readonly SharedIncidents _shared = front.Services.GetRequiredService<SharedIncidents>();

    [Fact]
    public async Task Change_Anywhere_IsTold()
    {
        await WatchingAsync();
        var told = ToldAsync();

        await front.ChangeAsync(Samples.Incident("told"));

        await told;
    }

    [Fact]
    public async Task Read_AfterAChange_SeesIt()
    {
        await WatchingAsync();
        var query = new IncidentQuery { Series = "read after a change" };
        Assert.Empty(await _shared.ListAsync(query, TestContext.Current.CancellationToken));
        var told = ToldAsync();

        await front.ChangeAsync(Samples.Incident(query.Series));
        await told;

        Assert.Single(await _shared.ListAsync(query, TestContext.Current.CancellationToken));
    }

    /// <summary>That the watch began is told as a change is.</summary>
    private async Task WatchingAsync()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (_live.Changes > 0)
                begun.TrySetResult();
        }

        _live.Changed += Look;
        Look();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _live.Changed -= Look;
    }

    private async Task ToldAsync()
    {
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear() => told.TrySetResult();
        _live.Changed += Hear;
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _live.Changed -= Hear;
    }
}
