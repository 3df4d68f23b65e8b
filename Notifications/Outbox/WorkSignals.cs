namespace Anomaly.Notifications.Outbox;

/// <summary>What the workers of this process wake each other by.</summary>
internal sealed class WorkSignals : IDisposable
{
    /// <summary>Incidents have changed.</summary>
    public WorkSignal Changes { get; } = new();

    /// <summary>Groups have new incidents.</summary>
    public WorkSignal Groups { get; } = new();

    /// <summary>The outbox has new messages, or there is room to send more.</summary>
    public WorkSignal Messages { get; } = new();

    /// <summary>Nothing sets it: for what is only done from time to time.</summary>
    public WorkSignal Rest { get; } = new();

    public void Dispose()
    {
        Changes.Dispose();
        Groups.Dispose();
        Messages.Dispose();
        Rest.Dispose();
    }
}
