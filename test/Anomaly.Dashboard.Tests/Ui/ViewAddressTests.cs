using Anomaly.Dashboard.Api.Anomalies;
using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Anomalies.Listing;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Tests.Ui;

public sealed class ViewAddressTests
{
    public static TheoryData<AnomalyView> Views { get; } =
    [
        new AnomalyView(),
        new AnomalyView { Series = "a/b?c=d&e#f+g %2F \"ü\" 温", Method = "own method", Severity = AnomalySeverity.Critical, Status = AnomalyStatus.FalseAlarm },
        new AnomalyView { Incident = Guid.Parse("0199aaaa-0000-7000-8000-000000000002"), Severity = AnomalySeverity.Info },
        new AnomalyView { Range = TimeRange.Named("6h"), Order = AnomalyOrder.Oldest },
        new AnomalyView { From = Samples.Noon, To = Samples.Noon.AddMilliseconds(1) },
        new AnomalyView { Range = TimeRange.Named("7d"), After = new AnomalyCursor(Samples.Noon, Guid.Parse("0199aaaa-0000-7000-8000-000000000001")) },
        new AnomalyView { Order = AnomalyOrder.SeriesDesc, After = new AnomalyCursor(Samples.Noon, Guid.Parse("0199aaaa-0000-7000-8000-000000000001"), "web-1.cpu.%.2") },
    ];

    [Theory]
    [MemberData(nameof(Views))]
    public void Address_OfAView_GivesTheViewBack(AnomalyView view) =>
        Assert.Equal(view, ViewAddress.Parse("http://host" + ViewAddress.Of(view)));

    [Theory]
    [InlineData("")]
    [InlineData("?severity=awful&status=&order=random&range=3y&from=yesterday&after=1.2.3&series=%00")]
    [InlineData("?after=99999999999999999.0199aaaa00007000800000000000000")]
    [InlineData("?order=newest#content")]
    public void Address_SaysNothingUseful_IsTheFirstPageOfAll(string query) =>
        Assert.Equal(new AnomalyView(), ViewAddress.Parse("http://host/ui/anomalies" + query));

    [Fact]
    public void Export_OfARange_SaysItsBeginning() => Assert.Equal(
        "/anomalies/export?format=csv&severity=info&from=2026-11-22T11%3A00%3A00.000Z&order=series",
        ViewAddress.Export(new AnomalyView { Severity = AnomalySeverity.Info, Range = TimeRange.Named("1h"), Order = AnomalyOrder.Series }, "csv", Samples.Noon));
}
