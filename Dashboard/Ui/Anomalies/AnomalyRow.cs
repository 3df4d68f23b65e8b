using Anomaly.Dashboard.Ui.Json;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies;

/// <summary>An anomaly as a row of the table.</summary>
public sealed class AnomalyRow
{
    private readonly Lazy<string> _context;
    private readonly Lazy<string> _config;

    internal AnomalyRow(AnomalyRecord record, bool durable, bool fresh)
    {
        Record = record;
        Durable = durable;
        Fresh = fresh;
        _context = new Lazy<string>(() => JsonPreview.Of(record.Context));
        _config = new Lazy<string>(() => JsonPreview.Of(record.Config));
    }

    public AnomalyRecord Record { get; }

    /// <summary>Whether it is in the history.</summary>
    public bool Durable { get; }

    /// <summary>Whether it came while the page was open.</summary>
    public bool Fresh { get; }

    /// <summary>What the method saw, on one line.</summary>
    public string Context => _context.Value;

    /// <summary>What it decided with, on one line.</summary>
    public string Config => _config.Value;
}
