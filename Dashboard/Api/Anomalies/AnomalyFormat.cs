using Microsoft.Net.Http.Headers;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>The formats in which a page of the history is served.</summary>
internal static class AnomalyFormat
{
    public const string Json = "application/json";
    public const string Csv = "text/csv";
    public const string Lines = "application/x-ndjson";

    private static readonly string[] Served = [Json, Csv, Lines];

    /// <returns>What the client likes best of what is served; null where it accepts none of it.</returns>
    public static string? Choose(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted) || accepted.Count == 0)
            return Json;

        return Served
            .Select(format => (Format: format, Quality: Quality(accepted, format)))
            .Where(choice => choice.Quality > 0)
            .OrderByDescending(choice => choice.Quality)
            .Select(choice => choice.Format)
            .FirstOrDefault();
    }

    private static double Quality(IList<MediaTypeHeaderValue> accepted, string format)
    {
        // The most specific range that covers the format decides, as RFC 9110 says.
        var range = accepted
            .Where(candidate => MediaTypeHeaderValue.Parse(format).IsSubsetOf(Bare(candidate)))
            .OrderBy(candidate => candidate.MatchesAllTypes ? 2 : candidate.MatchesAllSubTypes ? 1 : 0)
            .FirstOrDefault();
        return range is null ? 0 : range.Quality ?? 1;
    }

    private static MediaTypeHeaderValue Bare(MediaTypeHeaderValue range) => new(range.MediaType);
}
