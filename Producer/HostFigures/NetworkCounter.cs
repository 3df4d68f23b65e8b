namespace Anomaly.Producer.HostFigures;

/// <summary>What a network interface carried since the start.</summary>
internal readonly record struct NetworkCounter(ulong ReceivedBytes, ulong SentBytes, ulong Errors)
{
    public bool IsBefore(NetworkCounter other) =>
        ReceivedBytes < other.ReceivedBytes || SentBytes < other.SentBytes || Errors < other.Errors;
}
