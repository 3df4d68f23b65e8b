using System.Text;

namespace Anomaly.Producer.Formats;

/// <summary>A series on its way out: its key and the unchanging part of its records.</summary>
internal sealed class OutputSeries(string id, RecordFormat format, IReadOnlyDictionary<string, string> labels, bool keyed)
{
    public string Id => id;

    /// <summary>The id, so that a series is always on one partition; null where records carry no key.</summary>
    public byte[]? Key { get; } = keyed ? Encoding.UTF8.GetBytes(id) : null;

    public RecordTemplate Template { get; } = RecordTemplate.For(format, id, labels);
}
