namespace Anomaly.Notifications.Messages.Payloads;

/// <summary>All formats, by name.</summary>
internal static class PayloadFormats
{
    /// <summary>Ours; the one that is taken where none is named.</summary>
    public static IPayloadFormat Anomaly { get; } = new AnomalyPayload();

    /// <summary>Alertmanager's webhook, version 4.</summary>
    public static IPayloadFormat Alertmanager { get; } = new AlertmanagerPayload();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<IPayloadFormat> All { get; } = [Anomaly, Alertmanager];
}
