using System.Text.Json.Nodes;
using Anomaly.Notifications.Channels;
using Anomaly.Notifications.Secrets;
using Anomaly.Storage.Notifications;
using Microsoft.Extensions.Logging;

namespace Anomaly.Notifications.Outbox;

/// <summary>Makes channels of their rows.</summary>
internal sealed class ChannelReader(ISecretProtector secrets, ILogger<ChannelReader> logger)
{
    /// <summary>Reads a row; what it was before is taken where it did not change.</summary>
    public ChannelState Read(ChannelRow row, ChannelState? before = null)
    {
        if (before is { Flaw: null } && before.Revision == row.Revision)
            return before;

        var definition = new ChannelDefinition
        {
            Name = row.Name,
            Type = row.Type,
            Enabled = row.Enabled,
            Settings = JsonNode.Parse(row.Settings) as JsonObject ?? [],
        };
        try
        {
            var clear = row.Secrets.ToDictionary(secret => secret.Key, secret => secrets.Unprotect(row.Name, secret.Key, secret.Value), StringComparer.Ordinal);
            return new(definition with { Secrets = clear }, row.Revision, null);
        }
        catch (SecretsException exception)
        {
            if (before?.Flaw != exception.Message)
                Log.SecretsFail(logger, row.Name, exception.Message);
            return new(definition, row.Revision, exception.Message);
        }
    }
}
