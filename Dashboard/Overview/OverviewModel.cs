namespace Anomaly.Dashboard.Overview;

/// <summary>The process' one model of the overview: whoever looks, each part is read once and drawn at most once a second.</summary>
internal sealed class OverviewModel(OverviewSources sources) : IAsyncDisposable
{
    /// <summary>A part that nobody looked at for so long is dropped.</summary>
    public static readonly TimeSpan Keep = TimeSpan.FromMinutes(5);

    /// <summary>How often parts are drawn.</summary>
    public static readonly TimeSpan Pulse = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, ISharedPart> _parts = [];
    private ITimer? _pulse;

    /// <summary>How many parts are kept.</summary>
    public int Parts
    {
        get
        {
            lock (_lock)
                return _parts.Count;
        }
    }

    /// <summary>Looks at the counts of a range.</summary>
    /// <param name="range">The range.</param>
    /// <param name="changed">Called when there is a new drawing; must return quickly.</param>
    public PartWatch<OverviewSnapshot> Watch(OverviewRange range, Action changed) =>
        Watch(range.Name, () => new RangePart(range, sources), changed);

    /// <summary>Looks at the newest anomalies.</summary>
    /// <param name="changed">Called when there is a new drawing; must return quickly.</param>
    public PartWatch<LatestSnapshot> WatchLatest(Action changed) => Watch("latest", () => new LatestPart(sources), changed);

    public async ValueTask DisposeAsync()
    {
        ISharedPart[] parts;
        ITimer? pulse;
        lock (_lock)
        {
            parts = [.. _parts.Values];
            _parts.Clear();
            (pulse, _pulse) = (_pulse, null);
        }

        if (pulse is not null)
            await pulse.DisposeAsync();

        foreach (var part in parts)
            await part.DisposeAsync();
    }

    private PartWatch<T> Watch<T>(string name, Func<SharedPart<T>> make, Action changed)
        where T : class
    {
        lock (_lock)
        {
            _pulse ??= sources.Time.CreateTimer(_ => Beat(), null, Pulse, Pulse);
            if (!_parts.TryGetValue(name, out var part))
                _parts[name] = part = make();

            return ((SharedPart<T>)part).Watch(changed);
        }
    }

    private void Beat()
    {
        foreach (var part in Used())
            part.Beat();
    }

    /// <summary>Drops the parts that nobody looks at any more.</summary>
    private ISharedPart[] Used()
    {
        List<ISharedPart> unused = [];
        ISharedPart[] used;
        lock (_lock)
        {
            foreach (var (name, part) in _parts)
            {
                if (part.IsUnused(Keep))
                {
                    _parts.Remove(name);
                    unused.Add(part);
                }
            }

            used = [.. _parts.Values];
            if (used.Length == 0)
            {
                _pulse?.Dispose();
                _pulse = null;
            }
        }

        // Its end is nobody's business; it holds nothing but memory and a subscription.
        foreach (var part in unused)
            _ = part.DisposeAsync().AsTask();

        return used;
    }
}
