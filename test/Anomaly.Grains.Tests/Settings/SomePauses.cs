using Anomaly.Grains.Interfaces.Settings;
using Anomaly.Grains.Settings;

namespace Anomaly.Grains.Tests.Settings;

/// <summary>Pauses in memory.</summary>
internal sealed class SomePauses : ILearningPauses
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);

    public volatile LearningPause[] All = [];

    public volatile bool Away;

    public static LearningPause Of(string name, string value, bool isRegex = false, bool isEqual = true) => new()
    {
        Matchers = [new PauseMatcher(name, value, isRegex, isEqual)],
        StartsAt = Start,
        EndsAt = Start.AddDays(10),
    };

    public Task<LearningPause[]> ReadAsync(CancellationToken cancellationToken) => Away ? throw new TimeoutException("the database is away") : Task.FromResult(All);
}
