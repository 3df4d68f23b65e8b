using System.Buffers;
using Anomaly.Detectors;
using Anomaly.Detectors.Alarms;
using Anomaly.Grains.Partitions;
using Anomaly.Grains.Positions;
using Anomaly.Grains.Series;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Partitions;

public sealed class StateFormatTests
{
    /// <summary>Where this fails, a part of the state has a new version, or there is a new part: raise <see cref="StateFormat.Newest"/> by one.</summary>
    [Fact]
    public void Newest_IsRaisedWithEachPartOfTheState()
    {
        var settings = SeriesSettings.From(new DetectionOptions());
        int[] parts =
        [
            SeriesModel.Restore(settings, default, null).Save()[0],
            Group().Save()[0],
            SeriesPositions.None.WithOrigin(new LogPosition(0, 1, 2)).Encode()![0],
            AlarmStreak.Version,
            .. settings.Detectors.Select(options => SnapshotVersion(DetectorFactory.Create(options))),
        ];

        Assert.Equal(StateFormat.Newest, parts.Sum() - 3);
    }

    private static GroupModel Group() =>
        GroupModel.Restore(SeriesSettings.Parse("""{"group":{"by":"host"}}"""), default, null);

    /// <summary>A snapshot begins with its kind and its version.</summary>
    private static int SnapshotVersion(IDetector detector)
    {
        var bytes = new ArrayBufferWriter<byte>();
        detector.Save(bytes);
        return bytes.WrittenSpan[1];
    }
}
