using System.Globalization;
using System.Text.Json.Nodes;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;
using Anomaly.Grains.Interfaces.Incidents;
using Anomaly.Notifications.Silences;
using Anomaly.Storage.Outbox;
using Microsoft.OpenApi;
using Format = Anomaly.Dashboard.Api.Anomalies.Export.ExportFormat;
using Order = Anomaly.Dashboard.Api.Anomalies.AnomalyOrder;
using State = Anomaly.Grains.Interfaces.Series.SeriesState;

namespace Anomaly.Dashboard.Api.Description;

/// <summary>The parameters, as the description of the API tells them. The endpoints read them by hand, for better errors.</summary>
internal static class ApiParameters
{
    public static OpenApiParameter[] AnomalyFilters { get; } =
    [
        Query("series", "Only of this series.", Text()),
        Query("method", "Only by this method, such as moving_average.", Text()),
        Query("severity", "Only of this severity.", OneOf<AnomalySeverity>()),
        Query("status", "Only of this status.", OneOf<AnomalyStatus>()),
        Query("from", "Only detected at this time or later.", Time()),
        Query("to", "Only detected before this time.", Time()),
    ];

    public static OpenApiParameter AnomalyOrder { get; } = Query(
        "order", "The order: by time of detection, or by series in byte order and then by time, each way; newest where it is not given.", OneOf<Order>());

    public static OpenApiParameter AnomalyIncident { get; } = Query("incident", "Only of this incident.", Id());

    public static OpenApiParameter[] IncidentFilters { get; } =
    [
        Query("status", "Only of this status.", OneOf<IncidentStatus>()),
        Query("series", "Only with an anomaly of this series.", Text()),
        Query("severity", "Only of this severity, which is that of the worst anomaly.", OneOf<AnomalySeverity>()),
        Query("from", "Only where the last anomaly has this event time or a later one.", Time()),
        Query("to", "Only where the first anomaly has an event time before this.", Time()),
    ];

    public static OpenApiParameter IncidentId { get; } = Segment("id", "The incident's id.", Id());

    public static OpenApiParameter ExportFormat { get; } = Query("format", "The file's format; csv where it is not given.", OneOf<Format>());

    public static OpenApiParameter Limit { get; } = Query("limit", "How many at the most.", Whole(1, 1000, 100));

    public static OpenApiParameter Cursor { get; } = Query("cursor", "Where to go on: from the Link header of the page before.", Text());

    public static OpenApiParameter LastEventId { get; } =
        Query("last_event_id", "The id of the last event that the client has, for clients that cannot set the header.", Text());

    public static OpenApiParameter LastEventIdHeader { get; } = new()
    {
        Name = "Last-Event-ID",
        In = ParameterLocation.Header,
        Description = "The id of the last event that the client has; goes before last_event_id.",
        Schema = Text(),
    };

    public static OpenApiParameter IfMatch { get; } = new()
    {
        Name = "If-Match",
        In = ParameterLocation.Header,
        Description = "The ETag of the answer that the change is based on.",
        Schema = Text(),
    };

    public static OpenApiParameter SeriesMatch { get; } =
        Query("match", "Only where this text occurs in the id or in a label's name or value, whatever the case.", Text());

    public static OpenApiParameter SeriesState { get; } = Query("state", "Only in this state.", OneOf<State>());

    public static OpenApiParameter AnomalyId { get; } = Segment("id", "The anomaly's id.", Id());

    public static OpenApiParameter SeriesId { get; } = Segment("id", "The series' id, percent-encoded as one segment (a / as %2F).", Text());

    public static OpenApiParameter SilenceId { get; } = Segment("id", "The silence's id.", new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" });

    public static OpenApiParameter SilenceState { get; } = Query("state", "Only in this state.", OneOf<SilenceState>());

    public static OpenApiParameter ChannelName { get; } = Segment("name", "The channel's name.", Text());

    public static OpenApiParameter[] NotificationFilters { get; } =
    [
        Query("channel", "Only to this channel.", Text()),
        Query("state", "Only in this state.", OneOf<OutboxState>()),
    ];

    public static OpenApiParameter NotificationId { get; } = Segment("id", "The notification's id.", Id());

    public static OpenApiParameter KeyName { get; } = Segment("name", "The key's name.", Text());

    public static OpenApiParameter[] AuditFilters { get; } =
    [
        Query("actor", "Only by this one.", Text()),
        Query("action", "Only this action, such as rules.replace.", Text()),
        Query("target", "Only to this: a name or an id.", Text()),
        Query("from", "Only at this time or later.", Time()),
        Query("to", "Only before this time.", Time()),
    ];

    private static OpenApiParameter Query(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Query, Description = description, Schema = schema };

    private static OpenApiParameter Segment(string name, string description, OpenApiSchema schema) =>
        new() { Name = name, In = ParameterLocation.Path, Required = true, Description = description, Schema = schema };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Id() => new() { Type = JsonSchemaType.String, Format = "uuid" };

    private static OpenApiSchema Time() => new() { Type = JsonSchemaType.String, Format = "date-time" };

    private static OpenApiSchema Whole(int least, int most, int otherwise) => new()
    {
        Type = JsonSchemaType.Integer,
        Format = "int32",
        Minimum = least.ToString(CultureInfo.InvariantCulture),
        Maximum = most.ToString(CultureInfo.InvariantCulture),
        Default = JsonValue.Create(otherwise),
    };

    internal static OpenApiSchema OneOf<T>()
        where T : struct, Enum => new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. WireNames<T>.All.Select(name => (JsonNode)JsonValue.Create(name))],
        };
}
