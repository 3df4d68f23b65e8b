namespace Anomaly.Detectors.Tests.Contract;

/// <summary>Compares verdicts to the last bit.</summary>
internal static class Same
{
    public static void Verdict(Verdict expected, Verdict actual)
    {
        Assert.Equal(expected.Alarms, actual.Alarms);
        Assert.Equal(expected with { Alarms = [] }, actual with { Alarms = [] });
    }

    public static void Verdicts(ReadOnlySpan<Verdict> expected, ReadOnlySpan<Verdict> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Verdict(expected[i], actual[i]);
    }
}
