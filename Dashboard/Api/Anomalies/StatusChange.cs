using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Api.Anomalies;

/// <summary>Reads <c>{"status":"false_alarm"}</c> and says what is wrong with what is not that.</summary>
internal static class StatusChange
{
    private const string Member = "status";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    private static readonly string Allowed = $"must be one of {string.Join(", ", WireNames<AnomalyStatus>.All)}";

    public static Dictionary<string, string[]> Read(byte[] body, out AnomalyStatus status)
    {
        status = default;
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                Read(document.RootElement, errors, ref status);
            else
                errors["body"] = ["is no JSON object; send {\"status\":\"false_alarm\"}"];
        }
        catch (JsonException)
        {
            errors["body"] = ["cannot be read as JSON; send {\"status\":\"false_alarm\"}"];
        }

        catch (InvalidOperationException)
        {
            errors["body"] = ["holds text that is no Unicode; send {\"status\":\"false_alarm\"}"];
        }

        return errors;
    }

    private static void Read(JsonElement change, Dictionary<string, string[]> errors, ref AnomalyStatus status)
    {
        foreach (var member in change.EnumerateObject().Where(member => member.Name != Member))
            errors[member.Name] = ["cannot be changed; send status alone"];

        if (!change.TryGetProperty(Member, out var given))
            errors[Member] = [$"is missing; {Allowed}"];
        else if (given.ValueKind != JsonValueKind.String)
            errors[Member] = [$"is no text; {Allowed}"];
        else if (!WireNames<AnomalyStatus>.TryParse(given.GetString(), out status))
            errors[Member] = [$"is '{given.GetString()}'; {Allowed}"];
    }
}
