using System.Text.Json;
using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Storage.Notifications;

namespace Anomaly.Grains.Settings;

/// <summary>Reads the silences whose samples are not to be learned.</summary>
internal sealed class SilencePauses(ISilenceStore silences, TimeProvider time) : ILearningPauses
{
    private const int PageSize = 500;

    /// <summary>How long a silence that is over is kept: for samples that come late, or are read again.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public async Task<LearningPause[]> ReadAsync(CancellationToken cancellationToken)
    {
        var query = new SilenceQuery { Now = time.GetUtcNow() - Kept, Stages = [SilenceStage.Pending, SilenceStage.Active], Limit = PageSize };
        var read = new List<SilenceRow>();
        while (true)
        {
            var page = await silences.ListAsync(query, cancellationToken);
            // One that was ended before it began has no time.
            read.AddRange(page.Where(row => !row.Learn && row.StartsAt < row.EndsAt));
            if (page.Count < PageSize)
                break;

            query = query with { After = new SilenceCursor(page[^1].EndsAt, page[^1].Id) };
        }

        return [.. read.OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Select(row => new LearningPause
        {
            Matchers = JsonSerializer.Deserialize<PauseMatcher[]>(row.Matchers, Names)!,
            StartsAt = row.StartsAt,
            EndsAt = row.EndsAt,
            Recurrence = row.Recurrence,
        })];
    }
}
