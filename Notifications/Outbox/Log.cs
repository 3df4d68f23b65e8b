using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Outbox;

/// <summary>What the outbox logs: event ids 8200 to 8299.</summary>
internal static partial class Log
{
    [LoggerMessage(8200, LogLevel.Warning, "{Work} does not work now; what is to be done waits in the database, and it is tried again")]
    public static partial void Fails(ILogger logger, Exception exception, string work);

    [LoggerMessage(8201, LogLevel.Information, "{Work} works again")]
    public static partial void WorksAgain(ILogger logger, string work);

    [LoggerMessage(8202, LogLevel.Warning, "Message {Id} to the channel {Channel} was not delivered (attempt {Attempt}): {Detail}. It is tried again at {DueAt:O}")]
    public static partial void IsTriedAgain(ILogger logger, Guid id, string channel, int attempt, string detail, DateTimeOffset dueAt);

    [LoggerMessage(8203, LogLevel.Error, "Message {Id} to the channel {Channel} was given up after {Attempt} attempts: {Detail}. POST /api/v1/notifications/{Id}/retry tries it again")]
    public static partial void IsGivenUp(ILogger logger, Guid id, string channel, int attempt, string detail);

    [LoggerMessage(8204, LogLevel.Error, "The channel {Channel} is disabled: its receiver says that it is gone ({Detail})")]
    public static partial void ChannelIsGone(ILogger logger, string channel, string detail);

    [LoggerMessage(8205, LogLevel.Warning, "{Count} messages to the channel {Channel} are cancelled: {Reason}")]
    public static partial void AreCancelled(ILogger logger, int count, string channel, string reason);

    [LoggerMessage(8206, LogLevel.Warning, "Message {Id} to the channel {Channel} was sent, and meanwhile another process took it: it may arrive twice")]
    public static partial void LeaseIsLost(ILogger logger, Guid id, string channel);

    [LoggerMessage(8207, LogLevel.Error, "Message {Id} to the channel {Channel}: an attempt failed in an unexpected way")]
    public static partial void AttemptFails(ILogger logger, Exception exception, Guid id, string channel);

    [LoggerMessage(8210, LogLevel.Error, "Message {Id} to the channel {Channel}: the channel's code failed: {Type}\n{Trace}")]
    public static partial void ChannelFails(ILogger logger, Guid id, string channel, string type, string? trace);

    [LoggerMessage(8208, LogLevel.Information, "There is no route yet: every incident is told to the channel {Channel}, a line each in this log. /api/v1/routes changes that")]
    public static partial void DefaultRouteMade(ILogger logger, string channel);

    [LoggerMessage(8209, LogLevel.Error, "The secrets of the channel {Channel} cannot be read: {Error}")]
    public static partial void SecretsFail(ILogger logger, string channel, string error);
}
