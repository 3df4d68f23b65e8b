using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.OpenApi;

namespace Anomaly.Dashboard.Api.Description;

/// <summary>Says of an endpoint what its signature does not.</summary>
internal static class EndpointDescription
{
    public static RouteHandlerBuilder WithParameters(this RouteHandlerBuilder endpoint, OpenApiParameter[] parameters) =>
        endpoint.Describe(operation => operation.Parameters = [.. parameters]);

    /// <summary>What any endpoint may answer that asks who somebody is, reads the database or asks the cluster.</summary>
    public static RouteHandlerBuilder ProducesFailures(this RouteHandlerBuilder endpoint) =>
        endpoint.ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status421MisdirectedRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesProblem(StatusCodes.Status500InternalServerError)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .Describe(operation =>
            {
                AddHeader(operation, "429", "Retry-After", "Seconds until another attempt makes sense.", JsonSchemaType.Integer);
                AddHeader(operation, "503", "Retry-After", "Seconds until another attempt makes sense.", JsonSchemaType.Integer);
                AddHeader(operation, "401", "WWW-Authenticate", "Bearer.", JsonSchemaType.String);
            });

    public static RouteHandlerBuilder WithNextLink(this RouteHandlerBuilder endpoint) =>
        endpoint.Describe(operation => AddHeader(operation, "200", "Link", "<address>; rel=\"next\", where there is a next page.", JsonSchemaType.String));

    public static RouteHandlerBuilder WithAttachment(this RouteHandlerBuilder endpoint) =>
        endpoint.Describe(operation => AddHeader(operation, "200", "Content-Disposition", "attachment; with a name for the file.", JsonSchemaType.String));

    public static RouteHandlerBuilder WithStatusBody(this RouteHandlerBuilder endpoint) => endpoint.WithJsonBody(
        "What people made of it.",
        new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "status" },
            Properties = new Dictionary<string, IOpenApiSchema> { ["status"] = ApiParameters.OneOf<AnomalyStatus>() },
            AdditionalPropertiesAllowed = false,
        });

    /// <summary>What somebody says of an incident: texts with a greatest length each, all of them required.</summary>
    public static RouteHandlerBuilder WithNoteBody(this RouteHandlerBuilder endpoint, string description, params (string Name, int MaxLength)[] texts) => endpoint.WithJsonBody(
        description,
        new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = texts.Select(text => text.Name).ToHashSet(),
            Properties = texts.ToDictionary(
                text => text.Name,
                text => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = text.MaxLength }),
            AdditionalPropertiesAllowed = false,
        });

    public static RouteHandlerBuilder WithRevisionTag(this RouteHandlerBuilder endpoint) =>
        endpoint.Describe(operation => AddHeader(operation, "200", "ETag", "The revision, for If-Match.", JsonSchemaType.String));

    /// <summary>What a new key is to be.</summary>
    public static RouteHandlerBuilder WithKeyBody(this RouteHandlerBuilder endpoint) => endpoint.WithJsonBody(
        "{\"name\":\"grafana\",\"role\":\"viewer\",\"expires_at\":null}",
        new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "name", "role" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["name"] = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = 64 },
                ["role"] = ApiParameters.OneOf<Anomaly.Dashboard.Access.Roles.Role>(),
                ["expires_at"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null, Format = "date-time" },
            },
            AdditionalPropertiesAllowed = false,
        });

    public static RouteHandlerBuilder WithSettingsBody(this RouteHandlerBuilder endpoint) => endpoint.WithJsonBody(
        "What differs, such as {\"sensitivity\":0.7,\"methods\":[\"moving_average\"],\"alarms\":{\"min_streak\":3}}.",
        new OpenApiSchema { Type = JsonSchemaType.Object });

    public static RouteHandlerBuilder WithRulesBody(this RouteHandlerBuilder endpoint) => endpoint.WithJsonBody(
        "[{\"name\",\"match\":{\"series\":\"web-*\",\"labels\":{\"host\":\"web-.*\"}},\"settings\":{…}}]; match and settings may be absent.",
        new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object } });

    internal static RouteHandlerBuilder WithJsonBody(this RouteHandlerBuilder endpoint, string description, OpenApiSchema schema) =>
        endpoint.Describe(operation => operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } },
        });

    /// <summary>Formats of the answer that are text and not JSON.</summary>
    public static RouteHandlerBuilder WithPlainText(this RouteHandlerBuilder endpoint, params string[] formats) =>
        endpoint.Describe(operation =>
        {
            foreach (var format in formats)
                operation.Responses!["200"].Content![format] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        });

    public static RouteHandlerBuilder WithSamplesBody(this RouteHandlerBuilder endpoint) =>
        endpoint.Describe(operation => operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = "{\"series\",\"timestamp\",\"value\",\"labels\"}, an array of those, {\"series\",\"samples\":[[unix_ms,value]]}, an object of numbers, a Prometheus sample, or InfluxDB line protocol.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new()
                {
                    Schema = new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Object } },
                },
                ["text/plain"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        });

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, Action<OpenApiOperation> describe) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            describe(operation);
            return Task.CompletedTask;
        });

    private static void AddHeader(OpenApiOperation operation, string status, string name, string description, JsonSchemaType type)
    {
        if (operation.Responses?[status] is not OpenApiResponse response)
            return;

        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = type } };
    }
}
