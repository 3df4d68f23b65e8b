using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Anomaly.Dashboard.Api.Json;

namespace Anomaly.Dashboard.Api.Anomalies.Export;

/// <summary>Writes items one after another and waits where the client is slower.</summary>
internal sealed class ExportWriter(PipeWriter output, ExportFormat format)
{
    private const int FlushBytes = 64 * 1024;

    private bool _first = true;

    public static string ContentType(ExportFormat format) => format switch
    {
        ExportFormat.Csv => "text/csv; charset=utf-8; header=present",
        ExportFormat.Json => AnomalyFormat.Json,
        _ => AnomalyFormat.Lines,
    };

    public void Begin()
    {
        if (format == ExportFormat.Csv)
            Write(AnomalyCsv.Header);
        else if (format == ExportFormat.Json)
            Write("[");
    }

    public async ValueTask WriteAsync(AnomalyItem item, CancellationToken cancellationToken)
    {
        if (format == ExportFormat.Csv)
        {
            Write(AnomalyCsv.Row(item));
        }
        else
        {
            Write(format == ExportFormat.Json && !_first ? ",\n" : "");
            output.Write(JsonSerializer.SerializeToUtf8Bytes(item, ApiJson.Options));
            Write(format == ExportFormat.Json ? "" : "\n");
        }

        _first = false;
        if (output.UnflushedBytes > FlushBytes)
            await output.FlushAsync(cancellationToken);
    }

    public async Task EndAsync(CancellationToken cancellationToken)
    {
        if (format == ExportFormat.Json)
            Write("]");
        await output.FlushAsync(cancellationToken);
    }

    private void Write(string text) => Encoding.UTF8.GetBytes(text, output);
}
