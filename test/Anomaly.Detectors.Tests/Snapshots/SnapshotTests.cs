using Anomaly.Detectors.Ensemble;
using Anomaly.Detectors.IsolationForest;
using Anomaly.Detectors.MovingAverage;
using Anomaly.Detectors.Tests.Contract;

namespace Anomaly.Detectors.Tests.Snapshots;

public sealed class SnapshotTests
{
    private const int SavedAfter = 133;
    private const double Tolerance = 1e-9;

    private static readonly Sample[] Samples = Series.Of(Series.Spiky(300, seed: 15));

    /// <summary>One saved snapshot of every version; none is ever taken out.</summary>
    public static TheoryData<DetectorOptions, string> Saved => new()
    {
        { new MovingAverageOptions(), "moving_average.v1.base64" },
        { new IsolationForestOptions(), "isolation_forest.v1.base64" },
        { new IsolationForestOptions(batchSize: 7), "isolation_forest_7.v1.base64" },
        { new MovingAverageOptions { Sensitivity = 0.5 }, "moving_average.v2.base64" },
        { new IsolationForestOptions { Sensitivity = 0.5 }, "isolation_forest.v2.base64" },
        { new EnsembleOptions(), "ensemble.v1.base64" },
    };

    /// <summary>Those of the newest versions.</summary>
    public static TheoryData<DetectorOptions, string> SavedOfNewest => new()
    {
        { new MovingAverageOptions { Sensitivity = 0.5 }, "moving_average.v2.base64" },
        { new IsolationForestOptions { Sensitivity = 0.5 }, "isolation_forest.v2.base64" },
        { new EnsembleOptions(), "ensemble.v1.base64" },
    };

    [Theory]
    [MemberData(nameof(Saved), DisableDiscoveryEnumeration = true)]
    public void Restore_CheckedInSnapshot_ContinuesItsSeries(DetectorOptions options, string file)
    {
        var expected = DetectorFactory.Create(options).ObserveAll(Samples);

        var restored = DetectorFactory.Restore(options, Convert.FromBase64String(Resource.Text(file)));

        foreach (var (wanted, found) in expected.Skip(SavedAfter).Zip(restored.ObserveAll(Samples.Skip(SavedAfter))))
        {
            // Not to the last bit: the machine that saved it may have rounded an exponential otherwise.
            Assert.Equal(wanted.Score, found.Score, Tolerance);
            Assert.Equal(wanted.Expected, found.Expected, Tolerance);
            Assert.Equal(wanted.Alarms.Select(alarm => alarm.Reason), found.Alarms.Select(alarm => alarm.Reason));
        }
    }

    [Theory]
    [MemberData(nameof(SavedOfNewest), DisableDiscoveryEnumeration = true)]
    public void Save_CheckedInSnapshot_WritesItsBytesAgain(DetectorOptions options, string file)
    {
        var saved = Convert.FromBase64String(Resource.Text(file));

        Assert.Equal(saved, DetectorFactory.Restore(options, saved).Snapshot());
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Restore_TruncatedAnywhere_IsRefused(string name)
    {
        var detector = DetectorCases.Create(name);
        detector.ObserveAll(Samples.Take(SavedAfter));
        var snapshot = detector.Snapshot();

        for (var length = 0; length < snapshot.Length; length++)
        {
            var error = Assert.Throws<SnapshotException>(() => DetectorFactory.Restore(DetectorCases.OptionsOf(name), snapshot.AsSpan(0, length)));
            Assert.Equal($"The snapshot of a {detector.Method} detector is truncated.", error.Message);
        }
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Restore_UnknownVersion_IsRefused(string name)
    {
        var snapshot = DetectorCases.Create(name).Snapshot();
        var newest = snapshot[1];
        snapshot[1] = 200;

        var error = Assert.Throws<SnapshotException>(() => DetectorFactory.Restore(DetectorCases.OptionsOf(name), snapshot));

        Assert.Contains($"unknown version 200; this program reads up to version {newest}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Restore_BytesAfterTheEnd_IsRefused(string name)
    {
        byte[] snapshot = [.. DetectorCases.Create(name).Snapshot(), 0];

        Assert.Throws<SnapshotException>(() => DetectorFactory.Restore(DetectorCases.OptionsOf(name), snapshot));
    }

    [Fact]
    public void Restore_SnapshotOfAnotherMethod_IsRefused()
    {
        var snapshot = DetectorFactory.Create(new MovingAverageOptions()).Snapshot();

        var error = Assert.Throws<SnapshotException>(() => DetectorFactory.Restore(new IsolationForestOptions(), snapshot));

        Assert.Contains("another method", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(DetectorCases.Names), MemberType = typeof(DetectorCases))]
    public void Restore_AnyByteChanged_IsRefusedOrGivesADetectorThatWorks(string name)
    {
        var detector = DetectorCases.Create(name);
        detector.ObserveAll(Samples.Take(SavedAfter));
        var snapshot = detector.Snapshot();

        for (var i = 0; i < snapshot.Length; i++)
        {
            foreach (byte change in new byte[] { 0x01, 0x80, 0xFF })
            {
                var damaged = snapshot.ToArray();
                damaged[i] ^= change;
                var error = Record.Exception(() =>
                    DetectorFactory.Restore(DetectorCases.OptionsOf(name), damaged).ObserveAll(Samples.Take(50)));
                Assert.True(error is null or SnapshotException, $"Byte {i}: {error}");
            }
        }
    }
}
