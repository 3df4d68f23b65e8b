using Anomaly.Grains.Interfaces.Settings;

namespace Anomaly.Grains.Settings;

/// <summary>The times whose samples are judged and not learned.</summary>
internal interface ILearningPauses
{
    /// <summary>Reads them, in their one order.</summary>
    Task<LearningPause[]> ReadAsync(CancellationToken cancellationToken);
}
