using Anomaly.Dashboard.Access.Roles;
using Anomaly.Dashboard.Configuration;
using Anomaly.Storage.Access;

namespace Anomaly.Dashboard.Access.Keys;

/// <summary>
/// The keys that are accepted: those of the settings, and those of the database, which are read again every few seconds. A key that was taken away at
/// one host is refused at all of them within <see cref="Interval"/>; where the database is away, those known last are accepted.
/// </summary>
internal sealed class KeyBook(FrontSettings web, IApiKeyStore store, TimeProvider time, ILogger<KeyBook> logger) : BackgroundService
{
    private readonly KnownKey[] _set = [.. web.ApiKeys.Select(Read)];
    private volatile Dictionary<string, KnownKey>? _byHash;

    /// <summary>How soon a change at another host is known.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Names that only the settings can change.</summary>
    public IReadOnlyList<KnownKey> OfSettings => _set;

    /// <summary>Finds a key by its hash.</summary>
    /// <returns>Null where it is not known; one that has expired is found.</returns>
    public KnownKey? Find(string hash) => _byHash is { } all ? all.GetValueOrDefault(hash) : Array.Find(_set, key => key.Hash == hash);

    /// <summary>Whether a key is accepted with a role.</summary>
    public bool Accepts(string hash, Role role) => Find(hash) is { } key && key.Role == role && !IsOver(key);

    public bool IsOver(KnownKey key) => key.ExpiresAt <= time.GetUtcNow();

    /// <summary>Reads the keys of the database.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var keys = new Dictionary<string, KnownKey>(StringComparer.Ordinal);
        foreach (var row in await store.ListAsync(cancellationToken))
        {
            if (RoleNames.Parse(row.Role) is { } role)
                keys[row.Hash] = new(row.Name, role, row.Hash, row.ExpiresAt);
            else
                logger.KeyRoleUnknown(row.Role, row.Name);
        }

        // Whoever starts the service has the last word.
        foreach (var key in _set)
            keys[key.Hash] = key;
        _byHash = keys;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!web.HasAuthentication)
            return;

        var said = false;
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                await ReadAsync(stoppingToken);
                said = false;
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (!said)
                    logger.KeysUnreadable(exception.Message);
                said = true;
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private static KnownKey Read(KeyValuePair<string, string> setting)
    {
        // Checked at the start.
        var words = setting.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new(setting.Key, RoleNames.Parse(words[0])!.Value, ApiKey.ReadSetting(words[1])!, null);
    }
}
