using System.IO.MemoryMappedFiles;

namespace Anomaly.Chaos.Silo.Faults;

/// <summary>Counters in a mapped file, one a start of a silo: what was counted outlives the process, however it ends.</summary>
internal sealed class CounterFile : IDisposable
{
    private static readonly int Size = Enum.GetValues<Counter>().Length * sizeof(long);

    private readonly Lock _gate = new();
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public CounterFile(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, Size);
        _view = _file.CreateViewAccessor();
    }

    public void Add(Counter counter, long amount = 1)
    {
        lock (_gate)
        {
            _view.Write((long)counter * sizeof(long), Read(counter) + amount);
        }
    }

    public long Read(Counter counter) => _view.ReadInt64((long)counter * sizeof(long));

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
