using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Incidents;

namespace Anomaly.Dashboard.Tests.Ui.Incidents;

public sealed class IncidentTextTests
{
    [Theory]
    [InlineData(-5, "0 s")]
    [InlineData(59.9, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(3_599, "59 min")]
    [InlineData(3 * 3_600 + 5 * 60, "3 h 5 min")]
    [InlineData(86_400 * 400 + 3_600, "400 d 1 h")]
    public void Length_Seconds_AreSaidInTheTwoLargestUnits(double seconds, string words) => Assert.Equal(words, IncidentText.Length(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("series:web-1.cpu", "web-1.cpu")]
    [InlineData("""labels:{"host":"web-1","a":"ü"}""", "a=ü, host=web-1")]
    [InlineData("labels:no json", "worst")]
    [InlineData("of a later version", "worst")]
    public void Title_OfAKey_SaysWhatTheIncidentIsOf(string key, string title) => Assert.Equal(title, IncidentText.Title(Samples.Incident("worst") with { Key = key }));
}
