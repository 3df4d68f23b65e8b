using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Notifications;

namespace Anomaly.Dashboard.Tests.Notifications;

public sealed class NotificationAddressTests
{
    [Theory]
    [InlineData("series:web-1.cpu", "series=\"web-1.cpu\"")]
    [InlineData("""labels:{"host":"web-1","zone":"eu"}""", "host=\"web-1\"", "zone=\"eu\"")]
    [InlineData("""labels:{"host":"web-1","severity":"high"}""", "host=\"web-1\"")]
    [InlineData("""labels:{"method":"a"}""", "series=\"worst\"")]
    [InlineData("labels:sha256:0badc0de", "host=\"web-1\"", "team=\"ops\"")]
    public void Silencing_OfAnIncident_IsOfWhatMakesItOne(string key, params string[] matchers)
    {
        var incident = Samples.Incident("worst") with
        {
            Key = key,
            SeriesCount = 3,
            Labels = new Dictionary<string, string> { ["team"] = "ops", ["host"] = "web-1", ["series"] = "not seen" },
        };

        Assert.Equal(matchers, NotificationAddress.All(NotificationAddress.Silencing(incident), "matcher"));
    }
}
