using System.Text;
using System.Text.Json;
using Anomaly.Dashboard.Api.Json;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>A page of the history in the format that was asked for.</summary>
internal sealed class AnomalyPage(IReadOnlyList<AnomalyItem> items, string format) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.Vary = "Accept";
        return format switch
        {
            AnomalyFormat.Csv => TypedResults.Text(AnomalyCsv.Write(items), "text/csv; header=present", Encoding.UTF8).ExecuteAsync(httpContext),
            AnomalyFormat.Lines => TypedResults.Text(Lines(), AnomalyFormat.Lines, Encoding.UTF8).ExecuteAsync(httpContext),
            _ => TypedResults.Ok(items).ExecuteAsync(httpContext),
        };
    }

    private string Lines()
    {
        var text = new StringBuilder();
        foreach (var item in items)
            text.Append(JsonSerializer.Serialize(item, ApiJson.Options)).Append('\n');

        return text.ToString();
    }
}
