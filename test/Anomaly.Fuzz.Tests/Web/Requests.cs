using System.Text;
using Anomaly.Fuzz.Tests.Records;
using Microsoft.AspNetCore.Routing;

namespace Anomaly.Fuzz.Tests.Web;

/// <summary>Makes requests for an endpoint: an address, a query, headers and a body that fit it, or nearly.</summary>
internal static class Requests
{
    private static readonly string[] QueryNames =
    [
        "limit", "cursor", "after", "before", "offset", "series", "method", "severity", "status", "incident", "from", "to", "order", "format", "match", "q", "state", "channel", "id", "filter", "value", "points", "silenced", "active",
    ];

    private static readonly string[] BodyNames =
    [
        "series", "value", "timestamp", "labels", "samples", "name", "match", "settings", "sensitivity", "methods", "moving_average", "isolation_forest", "alarms", "ignore", "group", "by", "samples", "silence", "after", "matchers", "isRegex", "isEqual",
        "startsAt", "endsAt", "createdBy", "comment", "recurrence", "days", "from", "to", "time_zone", "learn", "channel", "min_severity", "group_by", "group_wait", "group_interval", "repeat_interval", "active", "type", "enabled", "secrets", "url", "author", "text", "status", "id",
    ];

    private static readonly (string Path, string[] Bodies)[] Valid =
    [
        ("/rules", ["""[{"name":"web","match":{"series":"web-*","labels":{"zone":"eu-.*"}},"settings":{"sensitivity":0.7,"alarms":{"min_streak":3,"ignore":[{"below":5},{"days":["sat","sun"],"from":"22:00","to":"06:00"}]}}}]""", """[{"name":"g","match":{},"settings":{"methods":["moving_average"],"group":{"by":"host"},"silence":{"after":"5m"}}}]"""]),
        ("/settings", ["""{"sensitivity":0.7,"moving_average":{"level":"exact","threshold":5}}"""]),
        ("/preview", ["""{"settings":{"sensitivity":0.7}}""", """{"sensitivity":0.9}"""]),
        ("/silences", ["""{"matchers":["host=\"web-1\"",{"name":"zone","value":"eu.*","isRegex":true}],"startsAt":"2026-11-22T10:00:00Z","endsAt":"2027-11-22T12:00:00Z","createdBy":"ana","comment":"disks","recurrence":{"days":["sat"],"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"},"learn":false}"""]),
        ("/routes", ["""[{"channel":"ops","matchers":["zone=~\"eu.*\""],"min_severity":"warning","group_by":["host"],"group_wait":"30s","active":{"from":"22:00","to":"06:00","time_zone":"Europe/Berlin"}}]"""]),
        // Nobody listens there.
        ("/channels", ["""{"type":"webhook","settings":{"url":"http://127.0.0.1:9/"},"secrets":{"signing_key":"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}}""", """{"type":"log","enabled":false}"""]),
        ("/acknowledge", ["""{"author":"ana"}"""]), ("/resolve", ["""{"author":"ana"}"""]), ("/comments", ["""{"author":"ana","text":"looking"}"""]),
        ("/anomalies", ["""{"status":"false_alarm"}"""]),
    ];

    /// <summary>A request for an endpoint, mostly by a method that it has.</summary>
    public static HttpRequestMessage Make(Dice dice, string address, RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
        var method = dice.OneIn(15) ? dice.Pick("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD", "TRACE", "X-ODD") : dice.Pick([.. methods]);
        var path = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part =>
            part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : Segment(dice)))));
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(address + path + Query(dice), new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        foreach (var (name, value) in Headers(dice))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (method is "POST" or "PUT" or "PATCH" || dice.OneIn(30))
        {
            request.Content = new ByteArrayContent(Body(dice, path));
            if (!dice.OneIn(10))
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Type", dice.Pick("application/json", "application/json; charset=utf-8", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json; charset=utf-7", "x", Header(Nasty.Text(dice))));
            }

            if (dice.OneIn(20))
            {
                request.Content.Headers.TryAddWithoutValidation("Content-Encoding", dice.Pick("gzip", "br", "deflate", "x"));
            }
        }

        return request;
    }

    private static string Segment(Dice dice)
    {
        var text = dice.Pick("neighbour", "web-1.cpu", "ops", "1", "00000000-0000-0000-0000-000000000000", "019a0000-0000-7000-8000-000000000000", Nasty.Text(dice), Nasty.Text(dice));
        // A lone surrogate has no UTF-8; what is sent instead is the sign for that.
        var escaped = Uri.EscapeDataString(text.Length == 0 ? "x" : text);
        return dice.OneIn(20) ? escaped + dice.Pick("%", "%0", "%zz", "%FF", "%C0%80", "%2F", "%00", ";a=b", "%25") : escaped;
    }

    private static string Query(Dice dice) => dice.OneIn(3) ? "" : "?" + string.Join('&', Enumerable.Range(0, dice.OneIn(50) ? 300 : dice.Below(5)).Select(_ =>
        $"{dice.Pick(QueryNames)}{dice.Pick("=", "=", "=", "", "[]=")}{(dice.OneIn(10) ? dice.Pick("%", "%FF", "%00", "+", "%ED%A0%80") : Uri.EscapeDataString(dice.OneIn(3) ? dice.Pick("1", "open", "critical", "newest", "csv", "moving_average", "1001", "0") : Nasty.Text(dice)))}"));

    private static IEnumerable<(string Name, string Value)> Headers(Dice dice)
    {
        for (var left = dice.Below(3); left > 0; left--)
        {
            var name = dice.Pick("Accept", "If-Match", "If-None-Match", "Last-Event-ID", "Accept-Encoding", "Accept-Language", "Range", "Origin", "Sec-Fetch-Site", "Cookie", "X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Authorization", "X-Api-Key", "traceparent", "Upgrade-Insecure-Requests");
            yield return (name, Header(dice.Pick("text/csv", "application/json", "*/*;q=0", "\"1\"", "W/\"1\"", "*", "bytes=0-", "00-" + new string('a', 32) + "-" + new string('b', 16) + "-01", Nasty.Text(dice), Nasty.Number(dice))));
        }
    }

    // What the client can put into a line at all.
    private static string Header(string text) => string.Concat(text.Where(letter => letter is >= ' ' and < '\u007f')) is var line && line.Length > 500 ? line[..500] : line;

    private static byte[] Body(Dice dice, string path)
    {
        if (path.EndsWith("/samples", StringComparison.Ordinal))
        {
            return RecordCorpus.Any(dice);
        }

        var valid = Valid.Where(each => path.Contains(each.Path, StringComparison.Ordinal)).SelectMany(each => each.Bodies).ToArray();
        return dice.Below(8) switch
        {
            0 => Encoding.UTF8.GetBytes(Grammar.Json(dice, BodyNames)),
            1 => RecordCorpus.Any(dice),
            2 when dice.OneIn(40) => new byte[1024 * 1024 + dice.Below(3) - 1],
            3 or 4 when valid.Length > 0 => Encoding.UTF8.GetBytes(dice.Pick(valid)),
            _ => Mutation.Of(dice, Encoding.UTF8.GetBytes(valid.Length > 0 ? dice.Pick(valid) : Grammar.Json(dice, BodyNames))),
        };
    }
}
