using Anomaly.Dashboard.Tests.Front;
using Anomaly.Dashboard.Ui.Anomalies.Detail;
using Bunit;

namespace Anomaly.Dashboard.Tests.Components;

public sealed class ContributionsTests : BunitContext
{
    [Fact]
    public void Members_OfAGroupsAnomaly_AreShownWithTheirShares()
    {
        var record = Samples.Anomaly("a") with
        {
            Context = """{"view":"correlation","members":["a.cpu","a.net"],"contributions":[0.61,0.39],"values":[12,null],"expected":[55.5,3],"residuals":[-7.25,1]}""",
        };

        var part = Render<Contributions>(parameters => parameters.Add(each => each.Members, GroupContributions.Of(record)));

        Assert.Equal(
            [["a.cpu", "61 %", "12", "55.5", "-7.25"], ["a.net", "39 %", "–", "3", "1"]],
            part.FindAll("tbody tr").Select(row => row.Children.Select(cell => cell.TextContent.Trim()).ToArray()));
        Assert.Empty(DecisionPicture.Of(record));
    }

    [Fact]
    public void Of_AnomalyOfASeries_IsEmpty() => Assert.Empty(GroupContributions.Of(Samples.Anomaly("a")));
}
