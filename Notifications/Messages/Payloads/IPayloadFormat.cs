namespace Anomaly.Notifications.Messages.Payloads;

/// <summary>A notification as a JSON document for a program to read.</summary>
internal interface IPayloadFormat
{
    /// <summary>What a channel's <c>settings.format</c> calls it.</summary>
    string Name { get; }

    /// <summary>Writes a notification; always below <see cref="PayloadSize.Limit"/> bytes.</summary>
    byte[] Write(Notification notification);
}
