using System.Text.Json.Nodes;
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
    /// <param name="text">A JSON object. A secret that is not in it, or is <c>"set"</c>, stays; null takes it away. Of another type than before none stays, and for another receiver none that is sent to it.</param>
    /// <param name="expectedRevision">The revision that the caller worked on; null to replace whatever there is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ChannelSaving> SaveAsync(string name, string text, long? expectedRevision, CancellationToken cancellationToken)
    {
        while (true)
        {
            var before = await store.FindAsync(name, cancellationToken);
            if (expectedRevision is { } expected && expected != (before?.Revision ?? 0))
                return new(null, Conflict: true, new FieldErrors().ByPath);

            var errors = new FieldErrors();
            var row = Make(name, text, before, errors);
            if (row is null || errors.Any)
                return new(null, Conflict: false, errors.ByPath);
            if (await store.SaveAsync(row, cancellationToken) is { } revision)
                return new(row with { Revision = revision }, Conflict: false, errors.ByPath);

            // Somebody else changed it between the two: once more, over that.
        }
    }

    private ChannelRow? Make(string name, string text, ChannelRow? before, FieldErrors errors)
    {
        var draft = ChannelJson.Read(name, text, type => before?.Type == type ? [.. before.Secrets.Keys] : [], _checks, errors);
        if (draft is null || errors.Any)
            return null;

        var check = _checks.First(each => each.Type == draft.Type);
        if (before?.Type == draft.Type)
            CheckKept(draft, before, check, errors);
        if (errors.Any)
            return null;

        try
        {
            check.Check(draft with { Secrets = InClear(draft, before) }, errors);
        }
        catch (SecretsException) when (!draft.Enabled && draft.Secrets.Values.All(secret => secret is null))
        {
            // The key of its secrets is lost; it can be disabled all the same, and what is stored stays as it is.
        }
        catch (SecretsException exception)
        {
            errors.Add("secrets", $"cannot be kept: {exception.Message.TrimEnd('.')}");
        }

        return errors.Any ? null : Row(draft, before, errors);
    }

    private ChannelRow? Row(ChannelDraft draft, ChannelRow? before, FieldErrors errors)
    {
        try
        {
            return new ChannelRow
            {
                Name = draft.Name,
                Type = draft.Type,
                Enabled = draft.Enabled,
                Settings = draft.Settings.ToJsonString(),
                Secrets = draft.Secrets.ToDictionary(secret => secret.Key, secret => secret.Value is null ? before!.Secrets[secret.Key] : secrets.Protect(draft.Name, secret.Key, secret.Value)),
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

    private Dictionary<string, string?> InClear(ChannelDraft draft, ChannelRow? before) =>
        draft.Secrets.ToDictionary(secret => secret.Key, string? (secret) => secret.Value ?? secrets.Unprotect(draft.Name, secret.Key, before!.Secrets[secret.Key]));

    /// <summary>Secrets cannot be read; whoever could name another receiver for them would have them sent there.</summary>
    private static void CheckKept(ChannelDraft draft, ChannelRow before, IChannelCheck check, FieldErrors errors)
    {
        var kept = draft.Secrets.Where(secret => secret.Value is null && check.IsSent(secret.Key)).Select(secret => secret.Key).ToArray();
        if (kept.Length == 0)
            return;

        var stored = draft with { Settings = JsonNode.Parse(before.Settings) as JsonObject ?? [] };
        var (then, now) = (check.Destination(stored), check.Destination(draft));
        if (then == now)
            return;

        foreach (var secret in kept)
            errors.Add($"secrets.{secret}", $"is kept for {then}, and messages would go to {now}; send it again");
    }
}
