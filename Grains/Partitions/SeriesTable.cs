using System.Text;

namespace Anomaly.Grains.Partitions;

/// <summary>The series that a session met, found by the UTF-8 bytes of their id without making a string.</summary>
internal sealed class SeriesTable
{
    private readonly Dictionary<string, SeriesEntry> _entries = new(StringComparer.Ordinal);
    private char[] _chars = new char[1024];

    private int _removed;

    public int Count => _entries.Count;

    public IEnumerable<SeriesEntry> Entries => _entries.Values;

    /// <summary>The entry of a series; made where it is new to the session.</summary>
    public SeriesEntry Get(ReadOnlySpan<byte> idUtf8)
    {
        if (_chars.Length < idUtf8.Length)
        {
            _chars = new char[idUtf8.Length];
        }

        var id = _chars.AsSpan(0, Encoding.UTF8.GetChars(idUtf8, _chars));
        var lookup = _entries.GetAlternateLookup<ReadOnlySpan<char>>();
        return lookup.TryGetValue(id, out var entry) ? entry : Add(id.ToString());
    }

    /// <summary>The same by its id as text.</summary>
    public SeriesEntry Get(string id) => _entries.TryGetValue(id, out var entry) ? entry : Add(id);

    /// <summary>The entry of a series; null where the session has not met it.</summary>
    public SeriesEntry? Find(string id) => _entries.GetValueOrDefault(id);

    /// <summary>Forgets an entry. Should the series be met again, it begins another life.</summary>
    public void Remove(SeriesEntry entry)
    {
        entry.IsRemoved = true;
        if (_entries.TryGetValue(entry.Id, out var current) && current == entry)
        {
            _entries.Remove(entry.Id);
            _removed++;
        }
    }

    private SeriesEntry Add(string id)
    {
        var entry = new SeriesEntry(id, _removed);
        _entries.Add(id, entry);
        return entry;
    }
}
