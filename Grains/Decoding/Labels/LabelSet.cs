namespace Anomaly.Grains.Decoding.Labels;

/// <summary>The labels of one sample, as plain text. Reused from sample to sample.</summary>
internal sealed class LabelSet
{
    /// <summary>Labels of one series.</summary>
    public const int MaxCount = 64;

    /// <summary>Bytes of all labels of one series, written as JSON.</summary>
    public const int MaxBytes = 8192;

    private readonly (ArenaSlice Key, ArenaSlice Value)[] _labels = new (ArenaSlice, ArenaSlice)[MaxCount];

    /// <summary>Labels in the set.</summary>
    public int Count { get; private set; }

    /// <summary>Holds the text of the labels.</summary>
    public ByteArena Text { get; } = new(1024);

    /// <summary>The name of a label.</summary>
    public ReadOnlySpan<byte> Key(int i) => Text[_labels[i].Key];

    /// <summary>The value of a label.</summary>
    public ReadOnlySpan<byte> Value(int i) => Text[_labels[i].Value];

    /// <summary>Takes all labels out.</summary>
    public void Clear()
    {
        Count = 0;
        Text.Truncate(0);
    }

    /// <summary>Puts a label in its place by its name, bytewise; the later of two with the same name stays.</summary>
    /// <returns>Whether the name was there before. A full set must not be added to.</returns>
    public bool Add(ArenaSlice key, ArenaSlice value)
    {
        var at = Count;
        // From the end: most senders sort.
        for (; at > 0; at--)
        {
            var order = Text[key].SequenceCompareTo(Key(at - 1));
            if (order > 0)
                break;
            if (order == 0)
            {
                _labels[at - 1] = (key, value);
                return true;
            }
        }
        Array.Copy(_labels, at, _labels, at + 1, Count - at);
        _labels[at] = (key, value);
        Count++;
        return false;
    }

    /// <summary>Writes the labels as a JSON object, nothing where there are none. The same labels are the same bytes.</summary>
    public ArenaSlice WriteJson(ByteArena to)
    {
        var start = to.Length;
        for (var i = 0; i < Count; i++)
        {
            to.Append(i == 0 ? (byte)'{' : (byte)',');
            JsonText.Append(Key(i), to);
            to.Append((byte)':');
            JsonText.Append(Value(i), to);
        }
        if (Count > 0)
            to.Append((byte)'}');
        return to.Since(start);
    }
}
