namespace Anomaly.Streaming.Kafka.Reading;

/// <summary>Pauses between attempts: 100 ms, doubled each time, 5 s at the most.</summary>
internal sealed class Pause
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public TimeSpan Length { get; private set; } = First;

    public TimeSpan Next()
    {
        var pause = Length;
        Length = pause * 2 < Longest ? pause * 2 : Longest;
        return pause;
    }

    public void Reset() => Length = First;
}
