namespace Anomaly.Grains.Decoding;

/// <summary>Collects what is wrong with a record, up to a limit.</summary>
internal sealed class DecodeErrors(int limit = DecodeErrors.DefaultLimit)
{
    /// <summary>As many as a person would read.</summary>
    public const int DefaultLimit = 100;

    private readonly List<DecodeError> _items = [];

    /// <summary>Errors so far.</summary>
    public IReadOnlyList<DecodeError> Items => _items;

    /// <summary>Errors so far.</summary>
    public int Count => _items.Count;

    /// <summary>Whether decoding may stop, because no further error would be kept.</summary>
    public bool Full { get; private set; }

    /// <summary>Keeps an error, unless full. What follows the last sample a record may hold is not looked at.</summary>
    public void Add(string reason, string field, string detail)
    {
        if (Full)
            return;
        _items.Add(new DecodeError(reason, field, detail));
        Full = _items.Count == limit || reason == RejectReason.TooManySamples;
    }

    /// <summary>Forgets all errors.</summary>
    public void Clear()
    {
        _items.Clear();
        Full = false;
    }

    /// <summary>Messages by field, the shape of <c>errors</c> in a problem response.</summary>
    public IReadOnlyDictionary<string, string[]> ToDictionary() =>
        _items.GroupBy(error => error.Field, StringComparer.Ordinal)
            .ToDictionary(field => field.Key, field => field.Select(error => error.Detail).Distinct().ToArray(), StringComparer.Ordinal);
}
