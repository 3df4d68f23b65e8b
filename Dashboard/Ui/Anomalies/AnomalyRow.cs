using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies;

/// <summary>An anomaly as a row of the table.</summary>
public sealed class AnomalyRow
{
    private readonly Lazy<JsonElement> _context;
    private readonly Lazy<JsonElement> _config;

    internal AnomalyRow(AnomalyRecord record, bool durable, bool fresh)
    {
        Record = record;
        Durable = durable;
        Fresh = fresh;
        _context = new Lazy<JsonElement>(() => FreeObject.Parse(record.Context));
        _config = new Lazy<JsonElement>(() => FreeObject.Parse(record.Config));
    }

    public AnomalyRecord Record { get; }

    /// <summary>Whether it is in the history.</summary>
    public bool Durable { get; }

    /// <summary>Whether it came while the page was open.</summary>
    public bool Fresh { get; }

    public JsonElement Context => _context.Value;

    public JsonElement Config => _config.Value;

    internal AnomalyCursor Place => new(Record.DetectedAt, Record.Id);
}
