using System.Text.Json;
using Anomaly.Dashboard.Api.Json;
using Anomaly.Grains.Interfaces.Anomalies;

namespace Anomaly.Dashboard.Ui.Anomalies.Detail;

/// <summary>Reads from a group's anomaly which members made it.</summary>
internal static class GroupContributions
{
    /// <returns>The members, those with the largest shares first; empty where the anomaly is of no group.</returns>
    public static IReadOnlyList<GroupContribution> Of(AnomalyRecord record)
    {
        var context = FreeObject.Parse(record.Context);
        if (context.ValueKind != JsonValueKind.Object || Items(context, "members") is not { Length: > 0 } members || Items(context, "contributions").Length != members.Length)
            return [];

        var (shares, values, expected, residuals) = (Items(context, "contributions"), Items(context, "values"), Items(context, "expected"), Items(context, "residuals"));
        return [.. members.Select((member, i) => new GroupContribution(member.ToString(), Number(shares, i) ?? 0, Number(values, i), Number(expected, i), Number(residuals, i)))];
    }

    private static JsonElement[] Items(JsonElement context, string name) =>
        context.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array ? [.. array.EnumerateArray()] : [];

    private static double? Number(JsonElement[] items, int index) =>
        index < items.Length && items[index].ValueKind == JsonValueKind.Number ? items[index].GetDouble() : null;
}
