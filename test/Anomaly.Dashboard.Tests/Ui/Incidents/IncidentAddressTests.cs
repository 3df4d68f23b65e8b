using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Anomalies.Listing;
using Anomaly.Dashboard.Ui.Incidents.Listing;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Tests.Ui.Incidents;

public sealed class IncidentAddressTests
{
    public static TheoryData<IncidentView> Views { get; } =
    [
        new IncidentView(),
        new IncidentView { Scope = IncidentScope.All, Series = "a b&c=<d>/ü", Severity = AnomalySeverity.Critical, Range = TimeRange.Named("24h") },
        new IncidentView { Scope = IncidentScope.Resolved, From = Samples.Noon, To = Samples.Noon.AddHours(1), After = Guid.CreateVersion7() },
    ];

    [Theory]
    [MemberData(nameof(Views))]
    public void Parse_WhatAViewBecame_IsTheView(IncidentView view) => Assert.Equal(view, IncidentAddress.Parse("http://localhost" + IncidentAddress.Of(view)));

    [Fact]
    public void Parse_WhatIsWrong_IsLeftOut() =>
        Assert.Equal(new IncidentView(), IncidentAddress.Parse("/ui/incidents?status=burning&severity=x&range=9y&from=soon&after=1#place"));
}
