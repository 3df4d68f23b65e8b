using System.Reflection;
using System.Text.Json;
using Anomaly.Dashboard.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Anomaly.Dashboard.Api.Description;

/// <summary><c>/openapi/v1.json</c>.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Anomaly",
                Version = "v1",
                Description = "Real-time anomaly detection: the history and the live stream of anomalies, series, samples, health. Errors are problem details (RFC 9457).",
            };
            // Addresses are relative to wherever this document was read from.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = Schemes.KeyHeader, Description = "A key, where authentication is set up." },
                ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key, or an access token of the identity provider." },
            };
            document.Security = [new() { [new("key", document)] = [] }, new() { [new("bearer", document)] = [] }];
            return Task.CompletedTask;
        });
        options.CreateSchemaReferenceId = type => Bare(type.Type) == typeof(JsonElement) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer(DescribeAsync);
    });

    private static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Bare(context.JsonTypeInfo.Type);
        if (type == typeof(ProblemDetails))
            DescribeProblem(schema);
        else if (type == typeof(JsonElement) && context.JsonPropertyInfo is not null)
            // Only for the property itself: what is in it may be anything, and is visited too where the property may be null.
            (schema.Type, schema.AdditionalProperties) = (JsonSchemaType.Object, new OpenApiSchema());
        else if (type == typeof(DateTimeOffset))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (type.IsEnum)
            schema.Type = JsonSchemaType.String;
        else if (schema.Properties is { Count: > 0 } properties)
            // Every field is always written; what is optional is null.
            schema.Required = properties.Keys.ToHashSet();

        if (context.JsonPropertyInfo?.AttributeProvider is PropertyInfo property && property.DeclaringType != typeof(ProblemDetails) && schema.Type is { } described)
            schema.Type = MayBeNull(property) ? described | JsonSchemaType.Null : described & ~JsonSchemaType.Null;

        return Task.CompletedTask;
    }

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    /// <summary>The generator takes every field without a setter for one that may be null.</summary>
    private static bool MayBeNull(PropertyInfo property) =>
        new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static void DescribeProblem(OpenApiSchema schema)
    {
        schema.Description = "What went wrong (RFC 9457).";
        schema.Required = new HashSet<string> { "type", "title", "status" };
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("A URI that names the kind of problem."),
            ["title"] = Text("The kind of problem in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Format = "int32", Description = "The HTTP status." },
            ["detail"] = Text("This problem in words, with its remedy."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "What is wrong, by field.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        };
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
