using System.Diagnostics;

namespace Anomaly.Storage.Tests.Postgres;

/// <summary>Counts the commands that the driver sends to one database.</summary>
public sealed class CountedCommands : IDisposable
{
    private readonly ActivityListener _listener;
    private int _count;

    public CountedCommands(string database)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("db.namespace") is string name && name.Split('|')[0] == database)
                    Interlocked.Increment(ref _count);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public int Count => Volatile.Read(ref _count);

    public void Clear() => Volatile.Write(ref _count, 0);

    public void Dispose() => _listener.Dispose();
}
