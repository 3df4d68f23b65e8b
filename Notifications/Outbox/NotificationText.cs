using System.Text.Json;
using System.Text.Json.Serialization;
using Anomaly.Notifications.Messages;

namespace Anomaly.Notifications.Outbox;

/// <summary>Messages as they are kept in the outbox. What was written stays readable: fields are added, none is renamed.</summary>
internal static class NotificationText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerOptions.Default)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static string Write(Notification notification) => JsonSerializer.Serialize(notification, Options);

    /// <exception cref="JsonException">It was written by a newer program that this one cannot read, or is damaged.</exception>
    public static Notification Read(string text) => JsonSerializer.Deserialize<Notification>(text, Options) ?? throw new JsonException("The message is null.");
}
