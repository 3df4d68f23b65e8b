using System.Collections.Concurrent;
using Anomaly.Grains.Series;

namespace Anomaly.Chaos.Silo.Faults;

/// <summary>Knows which of the series that this silo's owners call live on another silo: those whose calls do not come by here.</summary>
internal sealed class Residence : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, long> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _remote = new(StringComparer.Ordinal);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Request.GetArgumentCount() == 1 && context.Request.GetArgument(0) is SeriesCall call)
        {
            _seen[context.TargetId.Key.ToString()!] = call.Position;
        }

        return context.Invoke();
    }

    /// <summary>A call was answered.</summary>
    /// <returns>Whether the series lives elsewhere.</returns>
    public bool NoteAnswer(string series, long position)
    {
        var remote = !_seen.TryGetValue(series, out var at) || at != position;
        _remote[series] = remote;
        return remote;
    }

    public bool IsRemote(string series) => _remote.TryGetValue(series, out var remote) && remote;
}
