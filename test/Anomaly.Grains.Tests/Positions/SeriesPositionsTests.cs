using Anomaly.Grains.Positions;

namespace Anomaly.Grains.Tests.Positions;

public sealed class SeriesPositionsTests
{
    [Fact]
    public void Encode_Nothing_IsNull() => Assert.Null(SeriesPositions.None.Encode());

    [Fact]
    public void Decode_OfEncoded_KnowsFormerHomesAndOrigins()
    {
        var positions = SeriesPositions.None
            .Move(new LogPosition(1, 2, 500), toPartition: 3)
            .WithOrigin(new LogPosition(0, 1, 17))
            .WithOrigin(new LogPosition(7, 1, 4))
            .WithOrigin(new LogPosition(0, 1, 18));

        var read = SeriesPositions.Decode(positions.Encode());

        Assert.Equal(500, read.HomeOffset(1, 2));
        Assert.Equal(-1, read.HomeOffset(1, 3));
        Assert.Equal(-1, read.HomeOffset(2, 2));
        Assert.True(read.HasOrigin(0, 1, 18));
        Assert.False(read.HasOrigin(0, 1, 19));
        Assert.True(read.HasOrigin(7, 1, 4));
        Assert.False(read.HasOrigin(5, 1, 0));
    }

    [Fact]
    public void HasOrigin_OfANewTopicEpoch_DoesNotTakeItsLowOffsetsForOldOnes()
    {
        var positions = SeriesPositions.None.WithOrigin(new LogPosition(0, 1, 1000));
        Assert.False(positions.HasOrigin(0, 2, 3));
        Assert.True(positions.WithOrigin(new LogPosition(0, 2, 3)).HasOrigin(0, 1, 5000));
    }

    [Fact]
    public void Move_BackToAFormerHome_ForgetsThatHomesOldPosition()
    {
        var there = SeriesPositions.None.Move(new LogPosition(1, 1, 10), toPartition: 2);
        var back = there.Move(new LogPosition(2, 1, 20), toPartition: 1);
        Assert.Equal(20, back.HomeOffset(2, 1));
        Assert.Equal(-1, back.HomeOffset(1, 1));
    }

    [Fact]
    public void Decode_OfANewerVersion_IsRefusedWithWhatToDo()
    {
        var bytes = SeriesPositions.None.WithOrigin(new LogPosition(0, 1, 1)).Encode()!;
        bytes[0] = 9;
        Assert.Contains("newer", Assert.Throws<InvalidDataException>(() => SeriesPositions.Decode(bytes)).Message, StringComparison.Ordinal);
    }
}
