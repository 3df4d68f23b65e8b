using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Ui.Anomalies;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Overview;

/// <summary>The newest anomalies, as they arise.</summary>
internal sealed class LatestPart(OverviewSources sources) : SharedPart<LatestSnapshot>(sources)
{
    public const int Rows = 10;

    private readonly AnomalyBoard _board = new(Rows);
    private readonly List<AnomalyEvent> _waiting = [];
    private readonly RecentIds _seen = new(10_000);
    private long _arrived;
    private bool _loaded;

    protected override bool Take(AnomalyEvent live)
    {
        // Arranged where it is drawn: of ten thousand a minute only the last few are ever seen.
        _waiting.Add(live);
        if (_seen.Add(live.Record.Id))
            _arrived++;

        if (_waiting.Count >= 500)
            Arrange();

        return true;
    }

    protected override async Task LoadAsync(CancellationToken cancellationToken)
    {
        var newest = await Sources.Anomalies.QueryAsync(new AnomalyQuery { Limit = Rows }, cancellationToken);
        lock (Lock)
        {
            _board.Load(newest);
            _loaded = true;
        }
    }

    protected override LatestSnapshot Draw(DateTimeOffset now)
    {
        Arrange();
        return new LatestSnapshot(_board.Rows, _loaded, _arrived);
    }

    private void Arrange()
    {
        _board.Apply(_waiting);
        _waiting.Clear();
    }
}
