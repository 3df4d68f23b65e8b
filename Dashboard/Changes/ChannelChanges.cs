using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Api.Channels;
using Anomaly.Grains.Interfaces.Notifications;
using Anomaly.Notifications.Definitions;
using Anomaly.Storage.Notifications;

namespace Anomaly.Dashboard.Changes;

/// <summary>What administrators change of channels. The audit log says which secrets there are, and never what they are.</summary>
internal sealed class ChannelChanges(ChannelBook book, IChannelStore store, IGrainFactory grains, AuditLog audit, TimeProvider time)
{
    /// <inheritdoc cref="ChannelBook.SaveAsync"/>
    public async Task<ChannelSaving> SaveAsync(string name, string text, long? expectedRevision, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Admin);
        var before = await store.FindAsync(name, cancellationToken);
        var saving = await book.SaveAsync(name, text, expectedRevision, cancellationToken);
        if (saving.Channel is { } after)
            await audit.WriteAsync(actor, "channel.save", name, Item(before), Item(after));

        return saving;
    }

    /// <summary>Has a channel send, or not; settings and secrets stay as they are.</summary>
    /// <returns>False where somebody else changed it meanwhile.</returns>
    public async Task<bool> SwitchAsync(ChannelRow channel, bool enabled, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Admin);
        var after = channel with { Enabled = enabled, UpdatedAt = time.GetUtcNow() };
        if (await store.SaveAsync(after, cancellationToken) is null)
            return false;

        await audit.WriteAsync(actor, "channel.save", channel.Name, Item(channel), Item(after));
        return true;
    }

    /// <inheritdoc cref="IChannelStore.DeleteAsync"/>
    public async Task<ChannelDeletion> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Admin);
        var before = await store.FindAsync(name, cancellationToken);
        var deletion = await store.DeleteAsync(name, cancellationToken);
        if (before is not null && deletion is { Found: true, Routes.Count: 0 })
            await audit.WriteAsync(actor, "channel.delete", name, Item(before), null);

        return deletion;
    }

    /// <summary>Sends a test message, by a silo: this process may have neither the keys of the secrets nor a way to the receiver.</summary>
    /// <returns>What became of it; null where there is no such channel.</returns>
    public async Task<ChannelTest?> TestAsync(string name, CancellationToken cancellationToken)
    {
        var actor = await audit.RequireAsync(Role.Operator);
        var test = await grains.GetGrain<INotificationsGrain>(0).TestChannelAsync(name, cancellationToken);
        if (test is not null)
            await audit.WriteAsync(actor, "channel.test", name, null, new Api.Notifications.ChannelTestItem(test));

        return test;
    }

    private static object? Item(ChannelRow? channel) =>
        channel is null ? null : new ChannelItem(channel) is var item ? new { item.Type, item.Enabled, item.Settings, item.Secrets } : null;
}
