using Anomaly.Notifications.Secrets;
using Anomaly.Storage.Notifications;

namespace Anomaly.Notifications.Definitions;

/// <summary>Changes channels.</summary>
/// <param name="store">Where they are kept.</param>
/// <param name="secrets">Protects their secrets.</param>
/// <param name="checks">Their types.</param>
/// <param name="time">The time.</param>
public sealed class ChannelBook(IChannelStore store, ISecretProtector secrets, IEnumerable<IChannelCheck> checks, TimeProvider time)
{
    private readonly IChannelCheck[] _checks = [.. checks];

    /// <summary>Saves a channel in place of what there is of its name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">A JSON object. A secret that is not in it, or is <c>"set"</c>, stays; null takes it away. Of another type than before none stays.</param>
    /// <param name="expectedRevision">The revision that the caller worked on; null to replace whatever there is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ChannelSaving> SaveAsync(string name, string text, long? expectedRevision, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await store.FindAsync(name, cancellationToken);
            if (expectedRevision is { } expected && expected != (before?.Revision ?? 0))
                return new(null, IsNew: false, Conflict: true, new FieldErrors().ByPath);

            var errors = new FieldErrors();
            var row = Make(name, text, before, errors);
            if (row is null || errors.Any)
                return new(null, IsNew: false, Conflict: false, errors.ByPath);
            if (await store.SaveAsync(row, cancellationToken) is { } revision)
                return new(row with { Revision = revision }, before is null, Conflict: false, errors.ByPath);

            // Somebody else changed it between the two: once more, over that.
        }
    }

    private ChannelRow? Make(string name, string text, ChannelRow? before, FieldErrors errors)
    {
        var draft = ChannelJson.Read(name, text, type => before?.Type == type ? [.. before.Secrets.Keys] : [], _checks, errors);
        if (draft is null || errors.Any)
            return null;

        try
        {
            var clear = draft.Secrets.ToDictionary(secret => secret.Key, string? (secret) => secret.Value ?? secrets.Unprotect(name, secret.Key, before!.Secrets[secret.Key]));
            _checks.First(check => check.Type == draft.Type).Check(draft with { Secrets = clear }, errors);
            if (errors.Any)
                return null;

            return new ChannelRow
            {
                Name = name,
                Type = draft.Type,
                Enabled = draft.Enabled,
                Settings = draft.Settings.ToJsonString(),
                Secrets = draft.Secrets.ToDictionary(secret => secret.Key, secret => secret.Value is null ? before!.Secrets[secret.Key] : secrets.Protect(name, secret.Key, secret.Value)),
                Revision = before?.Revision ?? 0,
                UpdatedAt = time.GetUtcNow(),
                LastDelivery = before?.LastDelivery,
            };
        }
        catch (SecretsException exception)
        {
            errors.Add("secrets", $"cannot be kept: {exception.Message.TrimEnd('.')}");
            return null;
        }
    }
}
