namespace Anomaly.Storage.Outbox;

/// <summary>The words that stand for enum values in the table, the same as on the wire.</summary>
internal static class OutboxWords
{
    public static string Of(OutboxState state) => state switch
    {
        OutboxState.Waiting => "waiting",
        OutboxState.Delivered => "delivered",
        OutboxState.Failed => "failed",
        OutboxState.Cancelled => "cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    public static OutboxState State(string word) => word switch
    {
        "waiting" => OutboxState.Waiting,
        "delivered" => OutboxState.Delivered,
        "failed" => OutboxState.Failed,
        "cancelled" => OutboxState.Cancelled,
        _ => throw new InvalidDataException($"Table outbox, column state: '{word}' is none of the words that this program writes."),
    };
}
