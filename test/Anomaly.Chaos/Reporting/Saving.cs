using Anomaly.Chaos.Checking;
using Npgsql;

namespace Anomaly.Chaos.Reporting;

/// <summary>Whether all that is in the log is saved.</summary>
internal sealed class Saving(TopicLog log, Database database, TimeSpan patience)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits until the saved progress is at the end of each partition's log. Nobody may send meanwhile.</summary>
    /// <returns>Whether it came there in time.</returns>
    public async Task<bool> WaitAsync(CancellationToken cancellationToken)
    {
        var ends = await Task.Run(log.ReadEnds, cancellationToken);
        for (var waited = TimeSpan.Zero; waited < patience; waited += Look)
        {
            try
            {
                var progress = await database.ReadProgressAsync(cancellationToken);
                if (ends.Index().All(end => progress.Exists(row => row.Partition == end.Index && row.Next >= end.Item) || end.Item == 0))
                {
                    return true;
                }
            }
            catch (NpgsqlException)
            {
                // It was restarted and is not quite there.
            }

            await Task.Delay(Look, cancellationToken);
        }

        return false;
    }
}
