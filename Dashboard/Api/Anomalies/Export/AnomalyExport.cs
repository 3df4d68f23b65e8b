using System.Globalization;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Storage.Anomalies;
using Microsoft.Net.Http.Headers;

namespace Anomaly.Dashboard.Api.Anomalies.Export;

/// <summary>
/// All of the history that was asked for, page by page as the client takes it. It ends at a fixed time, so that it ends where
/// anomalies arise faster than they are taken.
/// </summary>
/// <param name="store">The history.</param>
/// <param name="history">What is asked for; its end is set.</param>
/// <param name="format">How it is written.</param>
internal sealed class AnomalyExport(IAnomalyStore store, AnomalyHistory history, ExportFormat format)
{
    private const int FirstPage = 100;
    private const int LargestPage = 1000;

    /// <summary>What a page may hold of contexts and settings, in characters; an item can have a megabyte of them.</summary>
    private const long PageText = 2_000_000;

    public async Task RunAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // Read before the answer begins, so that a database that is away is a 503 and not a broken file.
        var limit = FirstPage;
        var page = await ReadAsync(null, limit, cancellationToken);
        context.Response.ContentType = ExportWriter.ContentType(format);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = FileName() }.ToString();
        await context.Response.StartAsync(cancellationToken);

        var writer = new ExportWriter(context.Response.BodyWriter, format);
        writer.Begin();
        while (true)
        {
            foreach (var record in page)
                await writer.WriteAsync(new AnomalyItem(record), cancellationToken);
            if (page.Count < limit)
                break;

            var after = history.Place(page[^1]);
            limit = NextLimit(page);
            page = await ReadAsync(after, limit, cancellationToken);
        }

        await writer.EndAsync(cancellationToken);
    }

    private Task<IReadOnlyList<AnomalyRecord>> ReadAsync(AnomalyCursor? after, int limit, CancellationToken cancellationToken) =>
        store.QueryAsync(history.ToQuery() with { After = after, Limit = limit }, cancellationToken);

    private static int NextLimit(IReadOnlyList<AnomalyRecord> page)
    {
        var text = page.Sum(record => (long)record.Context.Length + record.Config.Length);
        return (int)Math.Clamp(page.Count * PageText / Math.Max(1, text), 1, Math.Min(LargestPage, page.Count * 4L));
    }

    private string FileName()
    {
        string?[] times = [Time(history.Criteria.From), Time(history.Criteria.To)];
        return $"anomalies-{string.Join('-', times.OfType<string>())}.{WireNames<ExportFormat>.Of(format)}";
    }

    // Without the colons that some file systems refuse.
    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
