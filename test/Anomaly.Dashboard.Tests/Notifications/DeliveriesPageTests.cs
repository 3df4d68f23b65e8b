using Anomaly.Dashboard.Ui.Notifications.Deliveries;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Outbox;
using Bunit;

namespace Anomaly.Dashboard.Tests.Notifications;

public sealed class DeliveriesPageTests : NotificationContext
{
    [Fact]
    public void List_OfAnAddress_HasWhatItSaysNewestFirst()
    {
        Outbox.All.AddRange([Message(1, "ops", OutboxState.Failed), Message(2, "ops", OutboxState.Waiting), Message(3, "night", OutboxState.Failed), Message(4, "ops", OutboxState.Failed)]);

        var page = Open<DeliveriesPage>("/ui/notifications/deliveries?channel=ops&state=failed");

        Assert.Equal([4, 1], page.FindAll("tr[data-delivery]").Select(row => Seq(row.GetAttribute("data-delivery"))));
        Assert.Equal("503: busy", page.Find("td[data-label='Last answer']").TextContent);
        Assert.Equal("New, 2 incidents", page.Find("td[data-label='Tells'] a").TextContent);
    }

    [Fact]
    public void List_OfMoreThanAPage_LeadsToTheOlderOnes()
    {
        Outbox.All.AddRange(Enumerable.Range(1, 60).Select(seq => Message(seq, "ops", OutboxState.Delivered)));
        var page = Open<DeliveriesPage>("/ui/notifications/deliveries");
        Assert.Equal(50, page.FindAll("tr[data-delivery]").Count);

        var older = Open<DeliveriesPage>(page.FindAll(".sheet-foot a").Single(link => link.TextContent == "Older").GetAttribute("href")!);

        Assert.Equal(Enumerable.Range(1, 10).Reverse(), older.FindAll("tr[data-delivery]").Select(row => Seq(row.GetAttribute("data-delivery"))));
        Assert.Empty(older.FindAll(".acts button"));
    }

    [Fact]
    public async Task TryNow_SaysWhetherItIsDue()
    {
        Outbox.All.AddRange([Message(1, "gone", OutboxState.Cancelled), Message(2, "ops", OutboxState.Failed)]);
        var page = Open<DeliveriesPage>("/ui/notifications/deliveries");

        await page.FindAll(".acts button")[0].ClickAsync(new());
        page.WaitForAssertion(() => Assert.Equal("The message to ops is due now.", page.Find("[role=status]").TextContent));
        await page.FindAll(".acts button")[1].ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("was delivered meanwhile, or is under way", page.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal([2, 1], Outbox.Retried.Select(id => Seq(id.ToString())));
    }

    [Theory]
    [InlineData("/ui/notifications/deliveries?channel=a%26b&state=cancelled&after=7")]
    [InlineData("/ui/notifications/deliveries")]
    internal void Address_ReadAndWritten_IsTheSame(string address) => Assert.Equal(address, DeliveryView.Parse(address).Address);

    private static int Seq(string? id) => BitConverter.ToInt32(Guid.Parse(id!).ToByteArray());

    private static OutboxItem Message(int seq, string channel, OutboxState state) => new()
    {
        Id = new Guid(seq, 0, 0, new byte[8]),
        Seq = seq,
        Channel = channel,
        RouteKey = "route",
        GroupKey = "group",
        Kind = "trigger",
        Severity = AnomalySeverity.Critical,
        Incident = Guid.NewGuid(),
        IncidentCount = 2,
        CreatedAt = DateTimeOffset.UnixEpoch.AddMinutes(seq),
        DueAt = DateTimeOffset.UnixEpoch.AddMinutes(seq),
        Attempts = 3,
        State = state,
        StatusCode = 503,
        Detail = "busy",
    };
}
