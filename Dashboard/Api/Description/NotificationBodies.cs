using System.Text.Json.Nodes;
using Anomaly.Grains.Interfaces.Anomalies;
using Microsoft.OpenApi;

namespace Anomaly.Dashboard.Api.Description;

/// <summary>What the endpoints of notifications take.</summary>
internal static class NotificationBodies
{
    private static readonly string[] Days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static RouteHandlerBuilder WithSilenceBody(this RouteHandlerBuilder endpoint) => endpoint.WithJsonBody(
        "The silence, in the shape of Alertmanager's second API with learn and recurrence. With an id: in place of that silence.",
        new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "matchers", "startsAt", "endsAt", "createdBy", "comment" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["id"] = Text("The silence that it replaces; absent for a new one.", "uuid", mayBeNull: true),
                ["matchers"] = Matchers(),
                ["startsAt"] = Text("When it begins; at once where that is past.", "date-time"),
                ["endsAt"] = Text("When it ends.", "date-time"),
                ["createdBy"] = Text("Who wants it."),
                ["comment"] = Text("Why."),
                ["learn"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = true, Description = "Whether the detectors learn from the samples of that time." },
                ["recurrence"] = Window("Only these windows in each week; null for the whole time."),
            },
        });

    public static RouteHandlerBuilder WithRoutesBody(this RouteHandlerBuilder endpoint) => endpoint.WithJsonBody(
        "All routes in order.",
        new OpenApiSchema
        {
            Type = JsonSchemaType.Array,
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Required = new HashSet<string> { "channel" },
                Properties = new Dictionary<string, IOpenApiSchema>
                {
                    ["channel"] = Text("The channel's name."),
                    ["matchers"] = Matchers(),
                    ["min_severity"] = ApiParameters.OneOf<AnomalySeverity>(),
                    ["group_by"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text("A label; [\"...\"] for all."), Description = "The labels whose values make the groups." },
                    ["group_wait"] = Text("How long a new group waits for more; 30s where it is absent."),
                    ["group_interval"] = Text("How long until what changed in a group is told; 5m where it is absent."),
                    ["repeat_interval"] = Text("After how long a group that did not change is told again; 4h where it is absent."),
                    ["active"] = Window("When the route tells; null for always."),
                },
                AdditionalPropertiesAllowed = false,
            },
        });

    public static RouteHandlerBuilder WithChannelBody(this RouteHandlerBuilder endpoint) => endpoint.WithJsonBody(
        "The channel. A secret that is absent, or \"set\", stays as it is; null takes it away.",
        new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "type" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text("Its type, such as webhook."),
                ["enabled"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = true },
                ["settings"] = new OpenApiSchema { Type = JsonSchemaType.Object, Description = "What its type asks for." },
                ["secrets"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Description = "Written, never read.",
                    AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null },
                },
            },
        });

    private static OpenApiSchema Matchers() => new()
    {
        Type = JsonSchemaType.Array,
        Description = "Conditions on labels, all of which must hold; also as text such as host=~\"web-.*\".",
        Items = new OpenApiSchema
        {
            Type = JsonSchemaType.Object | JsonSchemaType.String,
            Required = new HashSet<string> { "name", "value" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["name"] = Text("The label; also series, severity, method."),
                ["value"] = Text("The value, or a regular expression for the whole value."),
                ["isRegex"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = false },
                ["isEqual"] = new OpenApiSchema { Type = JsonSchemaType.Boolean, Default = true },
            },
        },
    };

    private static OpenApiSchema Window(string description) => new()
    {
        Type = JsonSchemaType.Object | JsonSchemaType.Null,
        Description = description,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["days"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array | JsonSchemaType.Null,
                Description = "The days on which it starts; null for every day.",
                Items = new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. Days.Select(day => (JsonNode)JsonValue.Create(day))] },
            },
            ["from"] = Text("Its start, such as 22:00; null for whole days.", mayBeNull: true),
            ["to"] = Text("Its end, such as 06:00, on the next day where that is before its start.", mayBeNull: true),
            ["time_zone"] = Text("Whose clocks it goes by, such as Europe/Berlin; UTC where it is absent."),
        },
    };

    private static OpenApiSchema Text(string description, string? format = null, bool mayBeNull = false) => new()
    {
        Type = mayBeNull ? JsonSchemaType.String | JsonSchemaType.Null : JsonSchemaType.String,
        Format = format,
        Description = description,
    };
}
