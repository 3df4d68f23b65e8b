using Anomaly.Producer.Sending;

namespace Anomaly.Producer.Tests.Sending;

public sealed class UnreadLedgerTests
{
    private const int Record = 100 + 12;
    private const int Batch = 61;

    private readonly JumpingTime _time = new(new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Reserve_BeforeTheBrokerWasAsked_IsRefused()
    {
        var ledger = new UnreadLedger(1000, _time);
        Assert.False(ledger.TryReserve(1));
        ledger.Open();
        Assert.True(ledger.TryReserve(1));
    }

    [Fact]
    public void Reserve_UnderWay_CountsAgainstEveryPartition()
    {
        var ledger = Ledger(5 * Record);
        Assert.Equal(4, Fill(ledger));
        ledger.Release(100);
        Assert.Equal(1, Fill(ledger));
    }

    [Fact]
    public void Reserve_Delivered_CountsOnItsPartitionAlone()
    {
        var ledger = Ledger(5 * Record);
        ledger.TryReserve(100);
        ledger.Delivered(0, 0, 100);
        ledger.TryReserve(100);
        ledger.Delivered(1, 0, 100);
        Assert.Equal(Record + Batch, ledger.Bytes);
    }

    [Fact]
    public void Delivered_InOneGo_CountsOneBatchHeader()
    {
        var ledger = Ledger(10_000);
        Send(ledger, 0, 3);
        Assert.Equal((3 * Record) + Batch, ledger.Bytes);
        _time.Advance(TimeSpan.FromMilliseconds(5));
        Send(ledger, 3, 1);
        Assert.Equal((4 * Record) + (2 * Batch), ledger.Bytes);
    }

    [Fact]
    public void Update_Committed_FreesWhatWasRead()
    {
        var ledger = Ledger(10_000);
        Send(ledger, 0, 10);
        Assert.Equal((true, 0), ledger.Update(0, new PartitionBounds(0, 10, 4)));
        Assert.Equal(6 * Record, ledger.Bytes);
        Assert.Equal((false, 0), ledger.Update(0, new PartitionBounds(0, 10, 4)));
    }

    [Fact]
    public void Update_RecordsOfOthers_CountWithTheMeanSize()
    {
        var ledger = Ledger(10_000);
        Send(ledger, 0, 2);
        ledger.Update(0, new PartitionBounds(0, 10, 1));
        Assert.Equal(Record + (8 * (((2 * Record) + Batch) / 2)), ledger.Bytes);
    }

    [Fact]
    public void Update_NeverCommitted_CountsFromWhereTheLogBegan()
    {
        var ledger = Ledger(1_000_000);
        ledger.Update(0, new PartitionBounds(5, 15, null));
        Assert.Equal(10 * 200, ledger.Bytes);
    }

    [Fact]
    public void Update_LogStartsAboveWhatWasRead_TellsTheLoss()
    {
        var ledger = Ledger(1_000_000);
        ledger.Update(0, new PartitionBounds(0, 100, null));
        Assert.Equal((true, 30), ledger.Update(0, new PartitionBounds(30, 100, null)));
        Assert.Equal((true, 5), ledger.Update(0, new PartitionBounds(55, 100, 50)));
        Assert.Equal((false, 0), ledger.Update(0, new PartitionBounds(55, 100, 50)));
    }

    [Fact]
    public void Reserve_RecordLargerThanTheLimit_GoesAlone()
    {
        var ledger = Ledger(50);
        Assert.True(ledger.TryReserve(1000));
        Assert.False(ledger.TryReserve(1));
    }

    private UnreadLedger Ledger(long max)
    {
        var ledger = new UnreadLedger(max, _time);
        ledger.Open();
        return ledger;
    }

    private static int Fill(UnreadLedger ledger)
    {
        var count = 0;
        while (ledger.TryReserve(100))
            count++;
        return count;
    }

    private static void Send(UnreadLedger ledger, long from, int count)
    {
        for (var offset = from; offset < from + count; offset++)
        {
            Assert.True(ledger.TryReserve(100));
            ledger.Delivered(0, offset, 100);
        }
    }
}
