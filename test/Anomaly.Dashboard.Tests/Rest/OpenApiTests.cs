using System.Text.Json.Nodes;
using Anomaly.Dashboard.Tests.Contract;
using Anomaly.Dashboard.Tests.Front;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Anomaly.Dashboard.Tests.Rest;

[Collection(WebFrontCollection.Name)]
public sealed class OpenApiTests(WebFrontFixture front)
{
    [Fact]
    public void Description_EveryEndpoint_IsInIt()
    {
        var served = front.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!)
            .Where(route => route is "/healthz" or "/readyz" || route.StartsWith("/anomalies", StringComparison.Ordinal) || route.StartsWith("/api/", StringComparison.Ordinal))
            .Distinct().Order();

        Assert.Equal(served, front.Contract.Document["paths"]!.AsObject().Select(path => path.Key).Order());
    }

    [Fact]
    public void Description_EveryParameter_SaysWhatItMayBe()
    {
        var parameters = front.Contract.Document["paths"]!["/anomalies"]!["get"]!["parameters"]!.AsArray();

        Assert.Equal(
            ["cursor", "from", "incident", "limit", "method", "order", "series", "severity", "status", "to"],
            parameters.Select(parameter => parameter!["name"]!.GetValue<string>()).Order());
        var limit = Schema("limit");
        Assert.Equal((1, 1000, 100), (limit["minimum"]!.GetValue<int>(), limit["maximum"]!.GetValue<int>(), limit["default"]!.GetValue<int>()));
        Assert.Equal("""["info","warning","critical"]""", Schema("severity")["enum"]!.ToJsonString());
        Assert.Equal("""["newest","oldest","series","series_desc"]""", Schema("order")["enum"]!.ToJsonString());
        Assert.Equal("date-time", Schema("from")["format"]!.GetValue<string>());

        JsonNode Schema(string name) => parameters.Single(parameter => parameter!["name"]!.GetValue<string>() == name)!["schema"]!;
    }

    [Fact]
    public void Description_Export_SaysFormatsAndThatItIsAFile()
    {
        var export = front.Contract.Document["paths"]!["/anomalies/export"]!["get"]!;

        var format = export["parameters"]!.AsArray().Single(parameter => parameter!["name"]!.GetValue<string>() == "format");
        Assert.Equal("""["csv","json","ndjson"]""", format!["schema"]!["enum"]!.ToJsonString());
        Assert.NotNull(export["responses"]!["200"]!["headers"]!["Content-Disposition"]);
    }

    [Fact]
    public void Description_ChangeOfAnAnomaly_SaysWhatTheBodyMayBe()
    {
        var schema = front.Contract.Document["paths"]!["/anomalies/{id}"]!["patch"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;

        Assert.Equal("""["new","confirmed","expected","false_alarm"]""", schema["properties"]!["status"]!["enum"]!.ToJsonString());
        Assert.False(schema["additionalProperties"]!.GetValue<bool>());
    }

    [Fact]
    public void Description_EveryFieldOfEveryAnswer_HasAType()
    {
        var untyped = front.Contract.Document["components"]!["schemas"]!.AsObject()
            .SelectMany(schema => (schema.Value!["properties"]?.AsObject() ?? []).Select(property => (Name: $"{schema.Key}.{property.Key}", Schema: property.Value!)))
            .Where(property => property.Schema["type"] is null && property.Schema["$ref"] is null && property.Schema["oneOf"] is null && property.Schema["enum"] is null)
            .Select(property => property.Name);

        Assert.Empty(untyped);
    }

    /// <summary>The validator that all other tests rely on must be able to say no.</summary>
    [Theory]
    [InlineData("""{"a":1}""", true)]
    [InlineData("""{"a":null,"b":"x"}""", true)]
    [InlineData("""{}""", false)]
    [InlineData("""{"a":1,"c":2}""", false)]
    [InlineData("""{"a":1.5}""", false)]
    [InlineData("""{"a":"1"}""", false)]
    [InlineData("""{"a":1,"b":"y"}""", false)]
    [InlineData("""{"a":1,"b":null}""", false)]
    [InlineData("""{"a":1,"d":{"any":[1]}}""", true)]
    [InlineData("""{"a":1,"d":[]}""", false)]
    [InlineData("""{"a":1,"e":["2026-11-22T10:00:00.000Z"]}""", true)]
    [InlineData("""{"a":1,"e":["2026-11-22T10:00:00Z"]}""", false)]
    [InlineData("""{"a":1,"f":null}""", true)]
    [InlineData("""{"a":1,"f":{"b":1}}""", false)]
    public void Validator_Value_FitsOrNot(string json, bool fits)
    {
        var document = JsonNode.Parse("""
            {"components":{"schemas":{
              "T":{"type":"object","required":["a"],"properties":{
                "a":{"type":["null","integer"]},"b":{"enum":["x"]},"d":{"type":"object","additionalProperties":{} },
                "e":{"type":"array","items":{"type":"string","format":"date-time"}},
                "f":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/T"}]}}}}}}
            """)!;

        var errors = new SchemaValidator(document).Validate(JsonNode.Parse(json), JsonNode.Parse("""{"$ref":"#/components/schemas/T"}""")!);

        Assert.True(fits == (errors.Count == 0), string.Join('\n', errors));
    }
}
