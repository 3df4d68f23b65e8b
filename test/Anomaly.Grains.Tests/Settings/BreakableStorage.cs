using System.Collections.Concurrent;
using Orleans.Storage;

namespace Anomaly.Grains.Tests.Settings;

/// <summary>Grain states in memory; writes can be made to fail, with or without having been carried out.</summary>
internal sealed class BreakableStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<GrainId, (object State, string ETag)> _rows = new();

    /// <summary>What becomes of the next write: null where it succeeds, else whether it is carried out before it fails.</summary>
    public bool? NextWriteFailsCarriedOut { get; set; }

    public int Writes { get; private set; }

    /// <summary>Puts a state there, whatever there was.</summary>
    public void Put(GrainId grain, object state) => _rows[grain] = (state, Guid.NewGuid().ToString());

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue(grainId, out var row))
        {
            (grainState.State, grainState.ETag, grainState.RecordExists) = ((T)row.State, row.ETag, true);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var fails = NextWriteFailsCarriedOut;
        NextWriteFailsCarriedOut = null;
        if (fails != false)
        {
            if (_rows.TryGetValue(grainId, out var row) && row.ETag != grainState.ETag)
            {
                throw new InconsistentStateException("another was here");
            }

            Writes++;
            var tag = Guid.NewGuid().ToString();
            _rows[grainId] = (grainState.State!, tag);
            if (fails is null)
            {
                (grainState.ETag, grainState.RecordExists) = (tag, true);
            }
        }

        return fails is null ? Task.CompletedTask : throw new IOException("the disk is full");
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
}
