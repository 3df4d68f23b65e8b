using System.Text.Json;
using System.Text.Json.Serialization;

namespace Anomaly.Dashboard.Api.Json;

internal sealed class InstantConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() is { } text && Instant.TryParse(text, out var time)
            ? time
            : throw new JsonException("must be an RFC 3339 time");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Instant.Format(value));
}
