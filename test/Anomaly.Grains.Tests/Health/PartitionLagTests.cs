using Anomaly.Grains.Health;
using Anomaly.Streaming.Kafka.Positions;

namespace Anomaly.Grains.Tests.Health;

public sealed class PartitionLagTests
{
    private static readonly TimeSpan Now = TimeSpan.Zero;
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void Of_RecordsThatAreNotApplied_IsTheirNumber() => Assert.Equal(40, PartitionLag.Of(Reader(position: 100, high: 100), appliedTo: 60, heard: null));

    [Fact]
    public void Of_EndThatOnlyTheOwnerHeardOf_CountsToThere() => Assert.Equal(5, PartitionLag.Of(Reader(position: 100, high: null), appliedTo: 60, heard: 65));

    [Fact]
    public void Of_NoPosition_IsNotKnown() => Assert.Null(PartitionLag.Of(Reader(position: null, high: 100), appliedTo: null, heard: null));

    [Fact]
    public void Of_LogThatEndsInRecordsForNobody_IsZeroOnceTheReaderRests()
    {
        Assert.Equal(1, PartitionLag.Of(Reader(position: 99, high: 100, resting: Now), appliedTo: 99, heard: null));
        Assert.Equal(0, PartitionLag.Of(Reader(position: 99, high: 100, resting: Long), appliedTo: 99, heard: null));
    }

    [Fact]
    public void Of_ReaderThatRestsWhileTheOwnerHasWork_IsWhatIsNotApplied() =>
        Assert.Equal(40, PartitionLag.Of(Reader(position: 99, high: 100, resting: Long), appliedTo: 60, heard: null));

    [Theory]
    [InlineData("Kafka cannot be read.", 0)]
    [InlineData(null, 60)]
    public void Of_BrokerThatDoesNotAnswer_IsWhatWasKnown(string? error, int sinceHeard) =>
        Assert.Equal(1, PartitionLag.Of(Reader(99, 100, Long, TimeSpan.FromSeconds(sinceHeard), error), appliedTo: 99, heard: null));

    private static KafkaPartitionStatus Reader(long? position, long? high, TimeSpan? resting = null, TimeSpan? sinceHeard = null, string? error = null) =>
        new("metrics", "metrics", 0, position, high, UnreleasedBytes: 0, error, sinceHeard ?? Now, resting);
}
