using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Overview;

/// <summary>One series' anomalies by time.</summary>
/// <param name="complete">Whether nothing of it is missing.</param>
internal sealed class SeriesCounts(bool complete)
{
    private readonly Dictionary<long, (long Count, AnomalySeverity Worst)> _steps = [];

    public bool IsComplete => complete;

    public void Add(long number, long count, AnomalySeverity worst)
    {
        var known = _steps.GetValueOrDefault(number);
        _steps[number] = (known.Count + count, worst > known.Worst ? worst : known.Worst);
    }

    public (long Count, AnomalySeverity Worst) At(long number) => _steps.GetValueOrDefault(number);

    public long Total(long first, long last) => _steps.Where(step => step.Key >= first && step.Key <= last).Sum(step => step.Value.Count);

    /// <returns>False where nothing is left.</returns>
    public bool Forget(long first)
    {
        foreach (var number in _steps.Keys)
        {
            if (number < first)
                _steps.Remove(number);
        }

        return _steps.Count > 0;
    }
}
